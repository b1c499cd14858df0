import { and, eq, sql } from 'drizzle-orm'
import { grants } from '@/db/schema/grants'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

/** How it stands with a grant, by the clock of the database. */
export const grantState = sql<'asked' | 'open' | 'over' | 'ended'>`case when ${grants.endedAt} is not null then 'ended'
  when ${grants.until} <= now() then 'over' when ${grants.until} is not null then 'open' else 'asked' end`

/** A grant of one organization, locked. @throws 404 */
export async function findGrant(tx: Tx, organizationId: string, id: string) {
  const [row] = await tx
    .select({
      id: grants.id,
      userId: grants.userId,
      userName: grants.userName,
      reason: grants.reason,
      hours: grants.hours,
      state: grantState,
    })
    .from(grants)
    .where(and(eq(grants.organizationId, organizationId), eq(grants.id, id)))
    .for('update')
  if (!row) throw notFound()
  return row
}

/** Ends it where it is not over yet. @returns whether it did */
export async function endGrantNow(tx: Tx, organizationId: string, id: string): Promise<boolean> {
  const rows = await tx
    .update(grants)
    .set({ endedAt: sql`now()` })
    .where(and(eq(grants.organizationId, organizationId), eq(grants.id, id), sql`${grants.endedAt} is null`))
    .returning({ id: grants.id })
  return rows.length > 0
}
