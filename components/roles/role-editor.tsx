'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { onTopOf } from '@/components/shell/three-way'
import { UnsavedBar } from '@/components/shell/unsaved-bar'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast-queue'
import { nestPermissions, type Permissions } from '@/lib/core/permissions'
import type { Problem } from '@/lib/core/result'
import { updateRole } from '@/lib/roles/actions'
import { messages } from '@/lib/roles/messages'
import { changesOf } from '@/lib/roles/policy'
import { WalkDialog } from '../walks/walk-dialog'
import { PermissionGrid } from './permission-grid'
import { RehearsalDialog } from './rehearsal-dialog'
import {
  draftOf,
  type EditedRole,
  keepDraft,
  linesOf,
  matrixModules,
  type RoleDraft,
  takeDraft,
  withGrant,
} from './role-draft'

type Props = {
  org: string
  role: EditedRole
  /** What the actor holds: nobody gives more. */
  held: Permissions
  editable: boolean
  /** with whose eyes one could walk with the draft */
  holders: readonly { id: string; name: string }[]
  /** what is switched off for the whole organization */
  modulesOff: readonly string[]
  /** whether the actor holds it, and is not the owner, who may do everything anyway */
  mine: boolean
}

const managing = 'organization.roles.manage'

/** Edits a role: its words, and the matrix of what it permits. What is not saved yet stays visible at the foot. */
export function RoleEditor({ org, role, held, editable, holders, modulesOff, mine }: Props) {
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
    const draft = editable && takeDraft<RoleDraft>(role.id, role.version)
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
      if (!result.ok) {
        // What the other saved stays where nothing was changed here; only one's own changes are offered on top of it.
        if (result.error.code === 'STALE' && result.error.current) {
          const saved = draftOf(result.error.current as EditedRole)
          setDraft(onTopOf(base, saved, draft))
          setBase(saved)
        }
        return setProblem(result.error)
      }
      setProblem(null)
      setBase({ ...draft, version: result.data.version })
      toast({ title: messages.saved(name), tone: 'success' })
      router.refresh()
    })
  const restart = (from: RoleDraft) => {
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
          onKeepMine={() => save(theirs.version)}
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
            off={modulesOff.includes(module.name)}
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
          {mine && base.permissions[managing] && !draft.permissions[managing] && (
            <p role="alert" className="order-first basis-full text-sm text-warning-text">
              {messages.lockingOut}
            </p>
          )}
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
