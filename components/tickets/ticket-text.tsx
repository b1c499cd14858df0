'use client'

import { Pencil } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { StaleComparison } from '@/components/shell/stale-comparison'
import { useActionForm } from '@/components/shell/use-action-form'
import { useShortcut } from '@/components/shell/use-shortcut'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Textarea } from '@/components/ui/textarea'
import { messages } from '@/lib/tickets/messages'
import type { Ticket } from '@/lib/tickets/queries'
import { saveTicket } from './save-ticket'

type Written = { title: string; description: string }
type Props = {
  org: string
  ticket: Ticket
  /** the description as HTML made by the server */
  children: ReactNode
  /** stands below the title: how it goes */
  status: ReactNode
  actions?: ReactNode
}
const { page, fields } = messages

/** What somebody asks for: shown, and edited in place by those who may. */
export function TicketText({ org, ticket, children, status, actions }: Props) {
  const [editing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (!editing && wasEditing.current) button.current?.focus()
    wasEditing.current = editing
  }, [editing])
  useShortcut({ keys: 'e', label: page.edit, group: messages.title }, () => ticket.may.edit && setEditing(true))

  if (editing) return <TextForm org={org} ticket={ticket} onEnd={() => setEditing(false)} />
  return (
    <>
      <div className="mb-1 flex items-start justify-between gap-3">
        <h1 className="min-w-0 text-lg font-semibold tracking-tight text-balance break-words text-ink">
          <span className="mr-1 font-mono text-md font-medium text-ink-faint">{ticket.key}</span> {ticket.title}
        </h1>
        <div className="flex shrink-0 items-center gap-2">
          {ticket.may.edit && (
            <Button
              ref={button}
              variant="ghost"
              onClick={() => setEditing(true)}
              icon={<Pencil aria-hidden className="size-3.5" />}
              aria-label={page.edit}
            >
              {page.editShort}
            </Button>
          )}
          {actions}
        </div>
      </div>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">{status}</div>
      {children}
    </>
  )
}

function TextForm({ org, ticket, onEnd }: { org: string; ticket: Ticket; onEnd: () => void }) {
  const router = useRouter()
  const title = useRef<HTMLInputElement>(null)
  // What one began with, however often the page is refreshed underneath.
  const seen = useRef(ticket)
  const [written, setWritten] = useState<Written | null>(null)
  useEffect(() => title.current?.focus(), [])
  const form = useActionForm({
    action: (values: Written) => saveTicket(org, seen.current, values),
    values: (element) => {
      const data = new FormData(element)
      const values = { title: String(data.get('title')), description: String(data.get('description')) }
      setWritten(values)
      return values
    },
    initial: { title: ticket.title, description: ticket.description },
    onSuccess: () => {
      announce(page.saved(fields.ticket))
      router.refresh()
      onEnd()
    },
  })
  const stale = form.problem?.code === 'STALE'
  useEffect(() => {
    if (stale) router.refresh()
  }, [stale, router])
  return (
    <form {...form.formProps} aria-label={page.edit} className="mb-4 flex flex-col gap-4">
      <h1 className="sr-only">{ticket.title}</h1>
      <FormProblemNotice {...form.notice} />
      {stale && written && ticket.version !== seen.current.version && (
        <StaleComparison
          rows={[
            { label: fields.title, theirs: ticket.title, yours: written.title },
            { label: fields.description, theirs: ticket.description, yours: written.description },
          ]}
          onTakeTheirs={onEnd}
          onKeepMine={() => {
            seen.current = ticket
            form.formProps.ref.current?.requestSubmit()
          }}
        />
      )}
      <Field {...form.field('title')} label={fields.title} required>
        {(control) => <Input {...control} ref={title} />}
      </Field>
      <Field {...form.field('description')} label={fields.description} hint={page.markdown}>
        {(control) => <Textarea {...control} rows={8} />}
      </Field>
      <div className="flex gap-2">
        <SubmitButton pending={form.pending}>{page.save}</SubmitButton>
        <Button variant="ghost" onClick={onEnd}>
          {page.cancel}
        </Button>
      </div>
    </form>
  )
}
