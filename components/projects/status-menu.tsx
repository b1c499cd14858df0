'use client'

import { ChevronDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { restForm } from '@/components/shell/rest-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Menu, MenuItem } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast-queue'
import type { Problem } from '@/lib/core/result'
import { setProjectStatus } from '@/lib/projects/actions'
import { messages, statusActions, statusWords } from '@/lib/projects/messages'
import { nextStatuses } from '@/lib/projects/policy'
import type { ProjectStatus } from '@/lib/projects/schema'

const StatusNoteDialog = dynamic(() => import('./status-note-dialog'), { ssr: false })

type StatusMenuProps = { org: string; project: { key: string; status: ProjectStatus }; seesPayments: boolean }

/** Moves a project along its life. What the payment gate refuses is explained, with the way to the payments. */
export function StatusMenu({ org, project, seesPayments }: StatusMenuProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [cancelling, setCancelling] = useState(false)
  const [noting, setNoting] = useState<'ON_HOLD' | 'COMPLETED' | null>(null)
  const [gate, setGate] = useState<Problem | null>(null)
  const { key, status } = project
  const next = nextStatuses[status]
  if (next.length === 0) return null

  async function move(to: ProjectStatus, note?: string): Promise<string | undefined> {
    const result = await setProjectStatus(org, { project: key, status: to, ...(note && { note }) })
    router.refresh()
    if (result.ok) {
      const title = messages.statusChanged(key, statusWords[result.data.status])
      toast({ title, tone: 'success', undo: nextStatuses[to].includes(status) ? undo : undefined })
      return undefined
    }
    if (result.error.code === 'PAYMENT_REQUIRED') setGate(result.error)
    // Read anew, the page offers this no more, and what it would say here goes with it.
    if (result.error.code === 'FORBIDDEN') {
      toastProblem(result.error, { org, type: 'project', id: key })
      return undefined
    }
    return result.error.message
  }

  async function undo() {
    // over REST: by then one may be on a page that does not know the action
    const result = await restForm('POST', `${org}/projects/${key}/status`, {
      status,
      ...(status === 'ON_HOLD' && { note: messages.undone }),
    }).catch(() => null)
    if (result?.ok) toast({ title: messages.statusChanged(key, statusWords[status]), tone: 'success' })
    else toast({ title: messages.statusFailed, description: result?.error.message, tone: 'danger' })
    router.refresh()
  }

  const choose = (to: ProjectStatus) =>
    to === 'CANCELLED'
      ? setCancelling(true)
      : to === 'ON_HOLD' || to === 'COMPLETED'
        ? setNoting(to)
        : startTransition(async () => {
            const refusal = await move(to).catch(() => messages.unreachable)
            if (refusal) toast({ title: messages.statusFailed, description: refusal, tone: 'danger' })
          })

  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button pending={pending}>
            {messages.changeStatus}
            <ChevronDown aria-hidden className="size-4" />
          </Button>
        }
      >
        {next.map((to) => (
          <MenuItem key={to} danger={to === 'CANCELLED'} onSelect={() => choose(to)}>
            {to === 'ACTIVE' && status === 'COMPLETED'
              ? messages.reopen
              : to === 'ACTIVE' && status === 'ON_HOLD'
                ? messages.resume
                : statusActions[to]}
          </MenuItem>
        ))}
      </Menu>
      <ConfirmDialog
        danger
        open={cancelling}
        onOpenChange={setCancelling}
        title={messages.cancelTitle(key)}
        description={messages.cancelText}
        confirmLabel={statusActions.CANCELLED}
        onConfirm={() => move('CANCELLED')}
      />
      {noting && (
        <StatusNoteDialog
          projectKey={key}
          to={noting}
          onConfirm={(note) => move(noting, note)}
          onClose={() => setNoting(null)}
        />
      )}
      <Dialog
        size="sm"
        title={messages.gateTitle}
        open={gate !== null}
        onOpenChange={(open) => !open && setGate(null)}
        footer={
          <>
            <DialogClose>
              <Button>{messages.close}</Button>
            </DialogClose>
            {seesPayments && (
              <ButtonLink variant="primary" href={`/${org}/projects/${key}/payments`} onClick={() => setGate(null)}>
                {messages.toPayments}
              </ButtonLink>
            )}
          </>
        }
      >
        <p className="text-sm text-ink">{gate?.message}</p>
        <p className="mt-2 text-sm text-ink-muted">{messages.gateText}</p>
      </Dialog>
    </>
  )
}
