'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { UnsavedBar } from '@/components/shell/unsaved-bar'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import { nestPermissions, type Permissions, readPermissions } from '@/lib/core/permissions'
import type { Problem } from '@/lib/core/result'
import { updateRole } from '@/lib/roles/actions'
import { grantWord, messages, permissionName } from '@/lib/roles/messages'
import { changesOf } from '@/lib/roles/policy'
import { WalkDialog } from '../walks/walk-dialog'
import { PermissionGrid } from './permission-grid'
import { RehearsalDialog } from './rehearsal-dialog'
import { keepDraft, matrixModules, takeDraft, withGrant } from './role-draft'

export type EditedRole = {
  id: string
  key: string
  name: string
  description: string
  permissions: unknown
  version: number
}
type Draft = { name: string; description: string; permissions: Permissions; version: number }
type Props = {
  org: string
  role: EditedRole
  /** What the actor holds: nobody gives more. */
  held: Permissions
  editable: boolean
  /** with whose eyes one could walk with the draft */
  holders: readonly { id: string; name: string }[]
}

const draftOf = ({ name, description, permissions, version }: Omit<EditedRole, 'id' | 'key'>): Draft => ({
  name,
  description,
  permissions: readPermissions(permissions),
  version,
})

/** What differs between two states of a role, in words. */
function linesOf(before: Draft, after: Draft) {
  const { fields } = messages
  const given = changesOf(before.permissions, after.permissions).names
  return [
    { label: fields.name, before: before.name, after: after.name },
    { label: fields.description, before: before.description, after: after.description },
    ...given.map((permission) => ({
      label: permissionName(permission),
      before: grantWord(before.permissions[permission]),
      after: grantWord(after.permissions[permission]),
    })),
  ].filter((line) => line.before !== line.after)
}

/** Edits a role: its words, and the matrix of what it permits. What is not saved yet stays visible at the foot. */
export function RoleEditor({ org, role, held, editable, holders }: Props) {
  const router = useRouter()
  const [base, setBase] = useState(() => draftOf(role))
  const [draft, setDraft] = useState(base)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, startTransition] = useTransition()
  // What somebody else saved, or a reset, is where one starts from; what was typed stays.
  const [seen, setSeen] = useState(role.version)
  const lines = linesOf(base, draft)
  if (role.version !== seen) {
    setSeen(role.version)
    if (lines.length === 0 && role.version > base.version) {
      setBase(draftOf(role))
      setDraft(draftOf(role))
    }
  }
  const dirty = lines.length > 0
  const kept = useRef(false)
  useEffect(() => {
    const draft = editable && takeDraft<Draft>(role.id, role.version)
    if (draft) setDraft(draft)
  }, [editable, role.id, role.version])
  useEffect(() => {
    if (!dirty) return
    const ask = (event: BeforeUnloadEvent) => kept.current || event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [dirty])

  const save = (version = base.version) =>
    startTransition(async () => {
      const { name, description, permissions } = draft
      const result = await updateRole(org, {
        role: role.id,
        version,
        name,
        description,
        permissions: nestPermissions(permissions),
      })
      if (!result.ok) return setProblem(result.error)
      setProblem(null)
      setBase({ ...draft, version: result.data.version })
      toast({ title: messages.saved(name), tone: 'success' })
      router.refresh()
    })
  const restart = (from: Draft) => {
    setBase(from)
    setDraft(from)
    setProblem(null)
  }
  const theirs = problem?.code === 'STALE' && problem.current ? draftOf(problem.current as EditedRole) : null
  const errorAt = (path: string) => problem?.errors?.find((error) => error.path === path)?.message

  return (
    <>
      {theirs ? (
        <StaleComparison
          rows={linesOf(theirs, draft).map(({ label, before, after }) => ({ label, theirs: before, yours: after }))}
          onKeepMine={() => {
            setBase(theirs)
            save(theirs.version)
          }}
          onTakeTheirs={() => {
            restart(theirs)
            router.refresh()
          }}
        />
      ) : (
        problem &&
        !errorAt('name') && <FormError message={problem.errors?.[0]?.message ?? problem.message} details={[]} />
      )}
      {editable && (
        <Card>
          <div className="grid gap-4 sm:grid-cols-[1fr_2fr]">
            <Field label={messages.fields.name} required error={errorAt('name')}>
              {({ defaultValue: _, ...control }) => (
                <Input
                  {...control}
                  value={draft.name}
                  maxLength={60}
                  onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={messages.fields.description} error={errorAt('description')}>
              {({ defaultValue: _, ...control }) => (
                <Input
                  {...control}
                  value={draft.description}
                  maxLength={300}
                  onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
        </Card>
      )}
      <Card title={messages.matrix} description={messages.legend} flush>
        {matrixModules.map((module) => (
          <PermissionGrid
            key={module.name}
            module={module}
            roleKey={role.key}
            held={held}
            before={base.permissions}
            permissions={draft.permissions}
            onChange={
              editable
                ? (permission, grant) =>
                    setDraft({ ...draft, permissions: withGrant(draft.permissions, permission, grant) })
                : undefined
            }
          />
        ))}
      </Card>
      {editable && (
        <UnsavedBar lines={lines} dirty={dirty} pending={pending} onDiscard={() => restart(base)} onSave={() => save()}>
          {changesOf(base.permissions, draft.permissions).names.length > 0 && (
            <RehearsalDialog org={org} role={role} permissions={draft.permissions} />
          )}
          <WalkDialog
            org={org}
            role={role}
            permissions={nestPermissions(draft.permissions)}
            dirty={dirty}
            holders={holders}
            onLeave={() => {
              kept.current = true
              if (dirty) keepDraft(role.id, draft)
            }}
          />
        </UnsavedBar>
      )}
    </>
  )
}
