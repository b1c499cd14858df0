import { and, asc, eq, gt, ne, sql } from 'drizzle-orm'
import { checklistItems } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { itemsOf } from './queries'

/** The rank behind all items of a task. */
export async function lastRank(tx: Tx, ctx: Context, taskId: string): Promise<{ rank: number; count: number }> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${checklistItems.rank}), 0)`, count: sql<number>`count(*)::int` })
    .from(checklistItems)
    .where(itemsOf(ctx, taskId))
  return { rank: (row?.last ?? 0) + 1024, count: row?.count ?? 0 }
}

/** The rank directly behind `after`, or above all with null. A list is short: halving its gaps lasts for decades of moves. */
export async function itemRank(tx: Tx, ctx: Context, taskId: string, itemId: string, after: string | null) {
  const others = and(itemsOf(ctx, taskId), ne(checklistItems.id, itemId))
  const [before] = after
    ? await tx
        .select({ rank: checklistItems.rank })
        .from(checklistItems)
        .where(and(others, eq(checklistItems.id, after)))
    : [{ rank: null }]
  if (!before) throw invalidField('after', 'That item is no longer in this checklist.')
  const [next] = await tx
    .select({ rank: checklistItems.rank })
    .from(checklistItems)
    .where(before.rank === null ? others : and(others, gt(checklistItems.rank, before.rank)))
    .orderBy(asc(checklistItems.rank))
    .limit(1)
  if (!next) return (before.rank ?? 0) + 1024
  return before.rank === null ? next.rank - 1024 : (before.rank + next.rank) / 2
}
