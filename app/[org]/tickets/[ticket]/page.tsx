import type { Metadata } from 'next'
import { WhoSees } from '@/components/access/who-sees'
import { AttachmentCard } from '@/components/attachments/attachment-card'
import { AuditTrail } from '@/components/audit/audit-trail'
import { CommentThread } from '@/components/comments/comment-thread'
import { WatchButtons } from '@/components/subscriptions/watch-buttons'
import { DeleteTicket } from '@/components/tickets/delete-ticket'
import { TicketHint } from '@/components/tickets/ticket-hint'
import { TicketLive } from '@/components/tickets/ticket-live'
import { ClockText, TicketStatusPill } from '@/components/tickets/ticket-marks'
import { TicketMoves } from '@/components/tickets/ticket-moves'
import { TicketSide } from '@/components/tickets/ticket-side'
import { TicketTask } from '@/components/tickets/ticket-task'
import { TicketText } from '@/components/tickets/ticket-text'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { Markdown } from '@/components/ui/markdown'
import { filesOfTicket } from '@/lib/attachments/queries'
import { listOfTicket } from '@/lib/comments/queries'
import { can } from '@/lib/core/context'
import { showNamed, tenant } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { speaksForTeam } from '@/lib/tickets/find'
import { messages } from '@/lib/tickets/messages'
import { ticketHistory } from '@/lib/tickets/queries'
import { readTicket } from './read-ticket'

type Props = { params: Promise<{ org: string; ticket: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, ticket: reference } = await params
  const { ticket } = await readTicket(org, reference)
  return { title: `${ticket.key} ${ticket.title}` }
}

export default async function TicketPage({ params }: Props) {
  const { org, ticket: reference } = await params
  const named = { ticket: reference }
  const ctx = await tenant(org)
  const team = speaksForTeam(ctx)
  const [{ ticket }, comments, files, history] = await Promise.all([
    readTicket(org, reference),
    showNamed(listOfTicket(ctx, named)),
    showNamed(filesOfTicket(ctx, { ...named, limit: 100 })),
    team ? showNamed(ticketHistory(ctx, named)) : null,
  ])
  const { id, locale, timeZone } = ctx.organization
  const reader = { org, locale, timeZone, team, me: ctx.actor.memberId }
  const talk = { org, locale, timeZone, seesInternal: team, seesPeople: can(ctx, 'organization.members.view') }
  const channel = (team ? projectChannel : sharedChannel)(id, ticket.project.id)
  const names = Object.fromEntries(ticket.people.map((person) => [person.id, person.name]))
  const asked = !team && ticket.status === 'WAITING_ON_CLIENT'

  return (
    <>
      <Breadcrumbs items={[{ label: messages.title, href: `/${org}/tickets` }, { label: ticket.key }]} />
      <TicketLive ticketId={ticket.id} taskId={ticket.task?.id ?? null} channel={channel} />
      <div className="mt-2 grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <TicketText
            org={org}
            ticket={ticket}
            status={
              <>
                <TicketStatusPill status={ticket.status} spoken={!team} />
                {team && <ClockText clock={ticket.clock} locale={locale} timeZone={timeZone} />}
              </>
            }
            actions={
              <>
                <WhoSees org={org} type="ticket" id={ticket.id} seesPeople={talk.seesPeople} />
                {ticket.may.delete && <DeleteTicket org={org} ticket={ticket} />}
              </>
            }
          >
            {ticket.description.trim() ? (
              <Markdown safeHtml={ticket.html} className="mb-4" />
            ) : (
              <p className="mb-4 text-sm text-ink-faint">{messages.page.noDescription}</p>
            )}
          </TicketText>
          {asked && <TicketHint>{messages.page.waitingHint}</TicketHint>}
          {ticket.status === 'CLOSED' && ticket.moves.length > 0 && <TicketHint>{messages.page.closedHint}</TicketHint>}
          <TicketMoves org={org} ticket={ticket} />
          <AttachmentCard
            subject={{ kind: 'ticket', id: ticket.id }}
            initial={files.items.filter(({ commentId }) => commentId === null)}
            mayAttach={ticket.may.comment}
            reader={talk}
          />
          <CommentThread
            subject={{ kind: 'ticket', id: ticket.id, projectId: ticket.project.id }}
            initial={comments}
            mayComment={ticket.may.comment}
            reader={{ ...talk, people: ticket.people }}
          />
          {history && (
            <Card title={messages.page.history} flush className="mt-6">
              <AuditTrail entries={history} locale={locale} timeZone={timeZone} names={names} />
            </Card>
          )}
        </div>
        <aside aria-label={messages.page.details} className="flex flex-col gap-4">
          <Card title={messages.page.details} className="overflow-visible!">
            <TicketSide ticket={ticket} reader={reader} />
          </Card>
          <Card title={messages.page.notices}>
            <WatchButtons org={org} subject={{ ticket: ticket.id }} mode={ticket.subscription} worded />
          </Card>
          {(team || ticket.task) && (
            <Card title={messages.fields.task}>
              <TicketTask org={org} ticket={ticket} mayCreate={can(ctx, 'tasks.tasks.create')} />
            </Card>
          )}
        </aside>
      </div>
    </>
  )
}
