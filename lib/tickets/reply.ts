import { and, eq, sql } from 'drizzle-orm'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import type { EventDraft } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { ofTicket, statusEvent } from './events'
import { speaksForTeam } from './find'
import { moveTo, type TicketRules } from './policy'
import type { TicketStatus } from './schema'

/**
 * What a reply does to its ticket, in the reply's own transaction. The team's first shared one is the answer that the
 * response target asks for; the client's goes on with what waited for them, and opens what was held to be resolved.
 * @returns the events of it
 */
export async function noteReply(
  tx: Tx,
  ctx: Context,
  { ticketId, rules, shared }: { ticketId: string; rules: TicketRules; shared: boolean },
): Promise<EventDraft[]> {
  if (!shared) return []
  const here = and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticketId))
  const [ticket] = await tx.select().from(tickets).where(here).for('no key update')
  if (!ticket) return []
  const now = new Date()
  if (speaksForTeam(ctx)) {
    if (ticket.respondedAt) return []
    // The version stays: whoever edits the ticket meanwhile has nothing to compare.
    await tx.update(tickets).set({ respondedAt: now }).where(here)
    return [{ type: 'ticket.answered', ...ofTicket(ticket), shared: true }]
  }
  const next: Partial<Record<string, TicketStatus>> = { WAITING_ON_CLIENT: 'IN_PROGRESS', RESOLVED: 'OPEN' }
  const status = next[ticket.status]
  if (!status) return []
  const { set, waited } = moveTo(rules, ticket, status, now)
  await tx
    .update(tickets)
    .set({ ...set, version: sql`${tickets.version} + 1`, updatedAt: now })
    .where(here)
  return [statusEvent(ticket, status, waited, { payload: { byReply: true } })]
}
