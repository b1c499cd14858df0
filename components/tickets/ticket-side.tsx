'use client'

import { Notice } from '@/components/tasks/notice'
import { PriorityMark } from '@/components/tasks/task-marks'
import { Button } from '@/components/ui/button'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Select } from '@/components/ui/select'
import { assignTicket } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'
import type { Ticket } from '@/lib/tickets/queries'
import type { TicketPriority } from '@/lib/tickets/schema'
import { saveTicket } from './save-ticket'
import { useTicketCall } from './use-ticket-call'

export type TicketReader = {
  org: string
  locale: string
  timeZone: string
  /** the reader works here; a client is spoken to, and sees nobody's name */
  team: boolean
  me: string | null
}
const { fields, page } = messages

/** What is known of a ticket besides its text, and what of it the reader may change. */
export function TicketSide({ ticket, reader }: { ticket: Ticket; reader: TicketReader }) {
  const { org, locale, timeZone, team, me } = reader
  const { call, pending, refusal, clear } = useTicketCall()
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const time = (value: Date | null) => value && <RelativeTime value={value} locale={locale} timeZone={timeZone} />
  const due = (value: Date, open: boolean) => (open ? exact.format(new Date(value)) : null)
  const mayTake =
    ticket.may.assign && !ticket.assignee && ticket.people.some(({ id, assignable }) => id === me && assignable)
  const assign = (assigneeId: string | null) =>
    call(() => assignTicket(org, { ticket: ticket.id, assigneeId }), page.saved(fields.assignee))
  const prioritize = (priority: TicketPriority) =>
    call(() => saveTicket(org, ticket, { priority }), page.saved(fields.priority))
  const unresolved = ticket.clock.state !== 'stopped'
  const offered = ticket.people.filter(({ assignable }) => assignable)
  const assignees =
    ticket.assignee && !offered.some(({ id }) => id === ticket.assignee?.id) ? [ticket.assignee, ...offered] : offered

  return (
    <>
      {refusal && (
        <Notice tone="refusal" onClose={clear}>
          {refusal}
        </Notice>
      )}
      <DescriptionList
        items={[
          {
            label: fields.priority,
            value: ticket.may.prioritize ? (
              <Select
                aria-label={fields.priority}
                value={ticket.priority}
                aria-busy={pending}
                options={Object.entries(messages.priorities).map(([value, label]) => ({ value, label }))}
                onChange={(event) => void prioritize(event.currentTarget.value as TicketPriority)}
              />
            ) : (
              <PriorityMark priority={ticket.priority} worded />
            ),
          },
          {
            label: fields.assignee,
            value:
              team &&
              (ticket.may.assign ? (
                <span className="flex flex-col items-start gap-1">
                  <Select
                    aria-label={fields.assignee}
                    value={ticket.assignee?.id ?? ''}
                    aria-busy={pending}
                    placeholder={messages.nobody}
                    options={assignees.map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(event) => void assign(event.currentTarget.value || null)}
                  />
                  {mayTake && (
                    <Button size="sm" variant="link" onClick={() => void assign(me)}>
                      {page.takeIt}
                    </Button>
                  )}
                </span>
              ) : (
                (ticket.assignee?.name ?? messages.nobody)
              )),
          },
          {
            label: fields.project,
            value: (
              <Link href={`/${org}/projects/${ticket.project.key}`} className="text-accent-text hover:underline">
                {ticket.project.title}
              </Link>
            ),
          },
          { label: fields.requester, value: ticket.requester.me ? messages.you : ticket.requester.name },
          {
            label: fields.level,
            value: team && ticket.escalationLevel ? messages.levels[ticket.escalationLevel] : null,
          },
          { label: fields.created, value: time(ticket.createdAt) },
          { label: fields.response, value: due(ticket.responseDueAt, unresolved && ticket.respondedAt === null) },
          { label: fields.responded, value: time(ticket.respondedAt) },
          { label: fields.resolution, value: due(ticket.resolutionDueAt, unresolved) },
          { label: fields.resolved, value: time(ticket.resolvedAt) },
          { label: fields.closed, value: time(ticket.closedAt) },
        ].map((item) => (item.value === false ? { ...item, value: null } : item))}
      />
    </>
  )
}
