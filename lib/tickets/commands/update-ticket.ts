import { and, eq, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { conflict, forbidden, stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { ofTicket, statusEvent } from '../events'
import { findTicket, keyOf, speaksForTeam } from '../find'
import { clientStatuses, moveTo, nextStatuses, reprioritized } from '../policy'
import { type TicketStatus, updateTicketInput } from '../schema'

/** Working minutes for which the clock has stood so far; the trail keeps each pause. */
async function waitedSoFar(tx: Tx, ctx: Context, ticketId: string): Promise<number> {
  const [row] = await tx
    .select({ waited: sql<number>`coalesce(sum((${auditLog.after}->>'waitedMinutes')::float8), 0)`.mapWith(Number) })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, ctx.organization.id),
        eq(auditLog.subjectType, 'ticket'),
        eq(auditLog.subjectId, ticketId),
      ),
    )
  return row?.waited ?? 0
}

/**
 * Changes a ticket: its text, its priority, its status. Who speaks for the client may change the text, close the ticket
 * and open it again.
 * @throws 403 · 409 `STALE` · 409 `WRONG_STATUS`
 */
export const updateTicket = defineCommand({
  name: 'tickets.update',
  permission: 'support.tickets.edit',
  input: updateTicketInput,
  find: ({ tx, ctx, input }) => findTicket(tx, ctx, input.ticket, 'support.tickets.edit'),
  async run({ tx, ctx, input, subject: { ticket, rules } }) {
    const { ticket: _, version, status: wanted, ...fields } = input
    const from = ticket.status as TicketStatus
    const status = wanted === from ? undefined : wanted
    const prioritized = fields.priority !== undefined && fields.priority !== ticket.priority
    const teams = prioritized || (status !== undefined && !clientStatuses.includes(status))
    if (teams && !speaksForTeam(ctx)) throw forbidden('tasks.comments.view_internal')
    if (ticket.version !== version) throw stale({ ...ticket, key: keyOf(ticket) })
    if (status && !nextStatuses[from].includes(status))
      throw conflict('WRONG_STATUS', 'This step is not possible from the current status.')

    const diff = difference(ticket, { ...ticket, ...fields })
    if (!diff.changed && !status) return unchanged({ id: ticket.id, version, status: from })

    const now = new Date()
    const dues =
      prioritized && fields.priority
        ? reprioritized(rules, ticket, fields.priority, await waitedSoFar(tx, ctx, ticket.id))
        : {}
    const move = status && moveTo(rules, { ...ticket, ...dues }, status, now)
    const [row] = await tx
      .update(tickets)
      .set({ ...fields, ...dues, ...move?.set, version: sql`${tickets.version} + 1`, updatedAt: now })
      .where(
        and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticket.id), eq(tickets.version, version)),
      )
      .returning({ version: tickets.version })
    if (!row) throw stale({ id: ticket.id })

    const data = { id: ticket.id, version: row.version, status: status ?? from }
    if (status) return changed(data, statusEvent(ticket, status, move?.waited ?? 0, diff))
    return changed(data, {
      type: 'ticket.updated',
      ...ofTicket(ticket),
      before: diff.before,
      after: diff.after,
      shared: true,
    })
  },
})
