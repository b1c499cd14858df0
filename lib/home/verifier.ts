import { and, eq, sql } from 'drizzle-orm'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { visiblePayments } from '@/lib/payments/queries'

/** How long decisions took in the last 30 days, as the median in hours; null without one. */
export async function timeToDecision(tx: Tx, ctx: Context): Promise<number | null> {
  const [row] = await tx
    .select({
      hours: sql<number | null>`percentile_cont(0.5) within group (
        order by extract(epoch from ${payments.decidedAt} - ${payments.createdAt}) / 3600)`,
    })
    .from(payments)
    .innerJoin(projects, and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId)))
    .where(and(visiblePayments(ctx), sql`${payments.decidedAt} > now() - interval '30 days'`))
  return row?.hours ?? null
}
