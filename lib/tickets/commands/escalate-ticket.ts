import { and, eq, sql } from 'drizzle-orm'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import { conflict, stale } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { ofTicket } from '../events'
import { findTicket } from '../find'
import { isUnresolved } from '../policy'
import { escalateTicketInput, lastLevel } from '../schema'

/**
 * Calls the next level, with a reason: the project's manager, then the admins, then the owner.
 * @throws 409 `WRONG_STATUS` when it is resolved · `ESCALATED_FULLY` · `STALE` when somebody escalated at the same time
 */
export const escalateTicket = defineCommand({
  name: 'tickets.escalate',
  permission: 'support.tickets.escalate',
  input: escalateTicketInput,
  find: ({ tx, ctx, input }) => findTicket(tx, ctx, input.ticket, 'support.tickets.escalate'),
  async run({ tx, ctx, input: { reason }, subject: { ticket } }) {
    if (!isUnresolved(ticket.status)) throw conflict('WRONG_STATUS', 'Nobody waits for this ticket any more.')
    const level = ticket.escalationLevel + 1
    if (level > lastLevel) throw conflict('ESCALATED_FULLY', 'This ticket is with the owner already.')
    const [row] = await tx
      .update(tickets)
      .set({ escalationLevel: level, version: sql`${tickets.version} + 1`, updatedAt: sql`now()` })
      .where(
        and(
          eq(tickets.organizationId, ctx.organization.id),
          eq(tickets.id, ticket.id),
          eq(tickets.escalationLevel, ticket.escalationLevel),
        ),
      )
      .returning({ version: tickets.version })
    if (!row) throw stale({ id: ticket.id })
    return changed(
      { id: ticket.id, escalationLevel: level },
      {
        type: 'ticket.escalated',
        ...ofTicket(ticket),
        before: { escalationLevel: ticket.escalationLevel },
        after: { escalationLevel: level },
        payload: { level },
        reason,
      },
    )
  },
})
