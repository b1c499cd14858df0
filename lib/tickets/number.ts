import { sql } from 'drizzle-orm'
import { ticketCounters } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'

/**
 * Takes the organization's next ticket number. It locks the counter until the transaction ends, so call it last: right
 * before the row is written. A rollback gives the number back, which keeps them dense.
 */
export async function takeTicketNumber(tx: Tx, ctx: Context): Promise<number> {
  const [row] = await tx
    .insert(ticketCounters)
    .values({ organizationId: ctx.organization.id, lastNumber: 1 })
    .onConflictDoUpdate({
      target: ticketCounters.organizationId,
      set: { lastNumber: sql`${ticketCounters.lastNumber} + 1` },
    })
    .returning({ last: ticketCounters.lastNumber })
  if (!row) throw new Error('The organization has no counter')
  return row.last
}
