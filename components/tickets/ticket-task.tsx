'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { Notice } from '@/components/tasks/notice'
import { TaskStatusPill } from '@/components/tasks/task-marks'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { Link } from '@/components/ui/link'
import { SubmitButton } from '@/components/ui/submit-button'
import { toast } from '@/components/ui/toast-queue'
import { createTaskForTicket, linkTask, unlinkTask } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'
import type { Ticket } from '@/lib/tickets/queries'
import { useTicketCall } from './use-ticket-call'

const words = messages.task

/** The task whose end resolves the ticket, and ways to name one. */
export function TicketTask({ org, ticket, mayCreate }: { org: string; ticket: Ticket; mayCreate: boolean }) {
  const { call, pending, refusal, clear } = useTicketCall()
  const [linking, setLinking] = useState(false)
  const { task } = ticket
  async function create() {
    const made = await call(() => createTaskForTicket(org, { ticket: ticket.id }))
    if (made) toast({ title: words.created(made.task.key), tone: 'success' })
  }
  return (
    <div className="flex flex-col gap-3 text-sm">
      {refusal && (
        <Notice tone="refusal" onClose={clear}>
          {refusal}
        </Notice>
      )}
      {task ? (
        <div className="flex items-start gap-2">
          <Link href={`/${org}/tasks/${task.key}`} className="min-w-0 flex-1 break-words text-ink hover:underline">
            <span className="mr-0.5 font-mono text-xs text-ink-faint">{task.key}</span> {task.title}
          </Link>
          <TaskStatusPill status={task.status} />
          {ticket.may.link && (
            <IconButton
              size="sm"
              label={words.unlink}
              aria-busy={pending}
              icon={<X aria-hidden className="size-4" />}
              onClick={() => void call(() => unlinkTask(org, { ticket: ticket.id }), words.unlinked)}
            />
          )}
        </div>
      ) : (
        !linking && <p className="text-ink-faint">{words.none}</p>
      )}
      <p className="text-xs text-ink-faint">{words.hint}</p>
      {!task && ticket.may.link && !linking && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setLinking(true)}>
            {words.link}
          </Button>
          {mayCreate && (
            <Button size="sm" pending={pending} onClick={() => void create()}>
              {words.create}
            </Button>
          )}
        </div>
      )}
      {!task && linking && <LinkForm org={org} ticketId={ticket.id} onEnd={() => setLinking(false)} />}
    </div>
  )
}

function LinkForm({ org, ticketId, onEnd }: { org: string; ticketId: string; onEnd: () => void }) {
  const router = useRouter()
  const form = useActionForm({
    action: (values: { task: string }) => linkTask(org, { ticket: ticketId, ...values }),
    onSuccess: () => {
      announce(words.linked)
      router.refresh()
      onEnd()
    },
  })
  return (
    <form {...form.formProps} aria-label={words.link} className="flex flex-col gap-2">
      <FormProblemNotice {...form.notice} />
      <Field {...form.field('task')} label={words.label} required>
        {(control) => <Input {...control} autoComplete="off" autoCapitalize="characters" />}
      </Field>
      <div className="flex gap-2">
        <SubmitButton size="sm" pending={form.pending}>
          {words.submit}
        </SubmitButton>
        <Button size="sm" variant="ghost" onClick={onEnd}>
          {messages.page.cancel}
        </Button>
      </div>
    </form>
  )
}
