'use client'

import { useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { FormError } from '@/components/ui/form-error'
import { LoadMore } from '@/components/ui/pagination'
import { Spinner } from '@/components/ui/spinner'
import { nestPermissions, type Permissions } from '@/lib/core/permissions'
import type { Problem } from '@/lib/core/result'
import { rehearseRole } from '@/lib/roles/actions'
import { grantWord, permissionName } from '@/lib/roles/field-words'
import { messages } from '@/lib/roles/messages'
import type { Rehearsal, Rehearsed } from '@/lib/roles/rehearse'

type Props = { org: string; role: { id: string; name: string }; permissions: Permissions }
const words = messages.rehearse

/** Before saving: whom the change reaches, and what each of them gains and loses. */
export function RehearsalDialog({ org, role, permissions }: Props) {
  const [open, setOpen] = useState(false)
  const [found, setFound] = useState<Rehearsal | null>(null)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function read(before: Rehearsal | null) {
    const input = { role: role.id, permissions: nestPermissions(permissions) }
    const result = await callAction(() => rehearseRole(org, { ...input, cursor: before?.nextCursor ?? undefined }))
    if (result.ok) setFound({ ...result.data, shown: [...(before?.shown ?? []), ...result.data.shown] })
    else setProblem(result.error)
  }
  function ask(next: boolean) {
    setOpen(next)
    if (!next) return
    setFound(null)
    setProblem(null)
    void read(null)
  }
  async function more() {
    setPending(true)
    await read(found)
    setPending(false)
  }

  return (
    <Dialog
      title={words.title(role.name)}
      description={words.description}
      open={open}
      onOpenChange={ask}
      trigger={<Button>{words.open}</Button>}
    >
      <div className="flex flex-col gap-4 text-sm">
        <div role="status" className="text-ink-muted">
          {found ? (
            words.reach(found.holders, found.affected)
          ) : (
            <span className="flex items-center gap-2">
              {!problem && <Spinner className="size-4" />} {!problem && words.loading}
            </span>
          )}
        </div>
        {problem && <FormError message={problem.message} details={[]} />}
        {found && found.shown.length > 0 && (
          <>
            <ul className="flex flex-col gap-4">
              {found.shown.map((person) => (
                <Person key={person.id} person={person} />
              ))}
            </ul>
            <LoadMore
              shown={found.shown.length}
              total={found.holders}
              hasMore={found.nextCursor !== null}
              pending={pending}
              onMore={() => void more()}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

function Person({ person: { name, permissions, records } }: { person: Rehearsed }) {
  const sides = [
    words.gains(records.flatMap(({ noun, gained }) => (gained > 0 ? [words.count(noun, gained)] : [])).join(', ')),
    words.loses(records.flatMap(({ noun, lost }) => (lost > 0 ? [words.count(noun, lost)] : [])).join(', ')),
  ].filter((text) => text !== words.gains('') && text !== words.loses(''))
  return (
    <li className="flex gap-2">
      <Avatar name={name} size="sm" />
      <div className="min-w-0">
        <p className="font-medium text-ink">{name}</p>
        {permissions.length === 0 ? (
          <p className="text-ink-muted">{words.same}</p>
        ) : (
          <>
            <p className="text-ink">{sides.length > 0 ? sides.join('; ') : words.noRecords}</p>
            <ul className="text-xs text-ink-muted">
              {permissions.map(({ permission, before, after }) => (
                <li key={permission}>
                  {messages.changeLine(
                    permissionName(permission),
                    grantWord(before ?? undefined),
                    grantWord(after ?? undefined),
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </li>
  )
}
