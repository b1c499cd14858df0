import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { inbox } from '@/db/schema/events'
import type { Context } from './context'
import type { Tx } from './transaction'

/**
 * Takes note that a consumer handles an event, in the transaction of its effect.
 * @returns false when it already did: an effect happens once, however often the event arrives
 */
export async function firstTime(tx: Tx, ctx: Context, consumer: string, eventId: string): Promise<boolean> {
  const rows = await tx
    .insert(inbox)
    .values({ organizationId: ctx.organization.id, consumer, eventId })
    .onConflictDoNothing()
    .returning({ consumer: inbox.consumer })
  return rows.length > 0
}

/** Whether a consumer has handled an event already. */
export async function alreadyDone(tx: Tx, ctx: Context, consumer: string, eventId: string): Promise<boolean> {
  const rows = await tx
    .select({ consumer: inbox.consumer })
    .from(inbox)
    .where(and(eq(inbox.organizationId, ctx.organization.id), eq(inbox.consumer, consumer), eq(inbox.eventId, eventId)))
  return rows.length > 0
}

/** A stable id for a fact that has no event of its own, made of what tells it from others: what the inbox remembers. */
export function factId(...parts: string[]): string {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
