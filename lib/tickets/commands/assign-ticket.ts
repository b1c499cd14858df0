import { and, eq, sql } from 'drizzle-orm'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { ofTicket } from '../events'
import { findTicket } from '../find'
import { requireTicketAssignee } from '../people'
import { assignTicketInput } from '../schema'

/** Gives a ticket to a colleague who sees it, or to nobody. */
export const assignTicket = defineCommand({
  name: 'tickets.assign',
  permission: 'support.tickets.assign',
  input: assignTicketInput,
  find: ({ tx, ctx, input }) => findTicket(tx, ctx, input.ticket, 'support.tickets.assign'),
  async run({ tx, ctx, input: { assigneeId }, subject: { ticket } }) {
    if (ticket.assigneeId === assigneeId) return unchanged({ id: ticket.id, assigneeId })
    if (assigneeId) await requireTicketAssignee(tx, ctx, ticket.id, assigneeId)
    await tx
      .update(tickets)
      .set({ assigneeId, version: sql`${tickets.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticket.id)))
    return changed(
      { id: ticket.id, assigneeId },
      {
        type: 'ticket.assigned',
        ...ofTicket(ticket),
        before: { assigneeId: ticket.assigneeId },
        after: { assigneeId },
        payload: { assigneeId },
      },
    )
  },
})
