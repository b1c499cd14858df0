'use client'

import { useRouter } from 'next/navigation'
import { toastProblem } from '@/components/access/toast-problem'
import { refused } from '@/components/access/who-gives'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'
import { deleteRole, resetRole, restoreRole, setRoleActive } from '@/lib/roles/actions'
import { messages } from '@/lib/roles/messages'

type Props = {
  org: string
  role: { id: string; name: string; builtin: boolean; active: boolean; holders: number; version: number }
}

/** Switches a role on or off, resets a built-in one, deletes a custom one. */
export function RoleActions({ org, role }: Props) {
  const router = useRouter()
  const { id, name } = role

  async function perform(work: Promise<Result<unknown>>, done: string) {
    const result = await work
    if (!result.ok) return refused(result.error, { org })
    toast({ title: done, tone: 'success' })
    router.refresh()
    return undefined
  }
  async function activate() {
    const result = await setRoleActive(org, { role: id, active: true })
    if (!result.ok) return toastProblem(result.error, { org })
    toast({ title: messages.activated(name), tone: 'success' })
    router.refresh()
  }
  async function remove() {
    const result = await deleteRole(org, { role: id })
    if (!result.ok) return refused(result.error, { org })
    toast({
      title: messages.deleted(name),
      undo: async () => {
        const back = await restoreRole(org, { role: id })
        if (back.ok) router.push(`/${org}/roles/${id}`)
        else toastProblem(back.error, { org })
      },
    })
    router.push(`/${org}/roles`)
    router.refresh()
    return undefined
  }

  return (
    <>
      {role.builtin ? (
        <ConfirmDialog
          title={messages.resetTitle(name)}
          description={messages.resetText}
          confirmLabel={messages.reset}
          trigger={<Button>{messages.reset}</Button>}
          onConfirm={() => perform(resetRole(org, { role: id, version: role.version }), messages.resetDone(name))}
        />
      ) : (
        <ConfirmDialog
          danger
          title={messages.deleteTitle(name)}
          description={role.holders > 0 ? messages.inUse : messages.deleteText}
          confirmLabel={messages.delete}
          trigger={<Button>{messages.delete}</Button>}
          onConfirm={remove}
        />
      )}
      {role.active ? (
        <ConfirmDialog
          title={messages.deactivateTitle(name)}
          description={messages.deactivateText(role.holders)}
          confirmLabel={messages.deactivate}
          trigger={<Button>{messages.deactivate}</Button>}
          onConfirm={() => perform(setRoleActive(org, { role: id, active: false }), messages.deactivated(name))}
        />
      ) : (
        <Button onClick={() => void activate()}>{messages.activate}</Button>
      )}
    </>
  )
}
