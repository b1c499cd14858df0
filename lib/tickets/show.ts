import type { members } from '@/db/schema/organizations'
import type { tickets } from '@/db/schema/tickets'
import { type Context, can } from '@/lib/core/context'
import { keyOf, speaksForTeam } from './find'
import { clockOf, type TicketRules } from './policy'
import type { TicketPriority, TicketStatus } from './schema'

type Named = Pick<typeof members.$inferSelect, 'id' | 'name'>
export type TicketRow = {
  ticket: typeof tickets.$inferSelect
  project: { id: string; key: string; title: string }
  requester: Named
  assignee: Named | null
}

/** A ticket as this reader may see it: who asks is named to everybody, as authors are; colleagues only to colleagues. */
export function showTicket(
  ctx: Context,
  rules: TicketRules,
  { ticket, project, requester, assignee }: TicketRow,
  now: Date,
) {
  return {
    id: ticket.id,
    key: keyOf(ticket),
    number: ticket.number,
    title: ticket.title,
    status: ticket.status as TicketStatus,
    priority: ticket.priority as TicketPriority,
    project,
    requester: { name: requester.name, me: requester.id === ctx.actor.memberId },
    assignee: can(ctx, 'organization.members.view') ? assignee : null,
    /** Null for who speaks for the client: whom the team calls is its own affair. */
    escalationLevel: speaksForTeam(ctx) ? ticket.escalationLevel : null,
    clock: clockOf(rules, ticket, now),
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    version: ticket.version,
  }
}
export type TicketCard = ReturnType<typeof showTicket>
