import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

type Place = { projectId: string; status: string; taskId: string; after: string | null }

/**
 * The rank that puts a task directly behind `after` in a board column, or at its top with null. When two neighbours have
 * no number left between them the column is numbered anew first.
 */
export async function rankAt(tx: Tx, ctx: Context, place: Place): Promise<number> {
  const column = and(
    eq(tasks.organizationId, ctx.organization.id),
    eq(tasks.projectId, place.projectId),
    eq(tasks.status, place.status),
    isNull(tasks.deletedAt),
    ne(tasks.id, place.taskId),
  )
  for (let tries = 0; ; tries++) {
    const before = place.after ? await rankOf(tx, ctx, place.after, column) : null
    const [next] = await tx
      .select({ rank: tasks.rank })
      .from(tasks)
      .where(before === null ? column : and(column, gt(tasks.rank, before)))
      .orderBy(asc(tasks.rank))
      .limit(1)
    if (!next) return (before ?? 0) + 1024
    if (before === null) return next.rank - 1024
    const middle = (before + next.rank) / 2
    if ((middle > before && middle < next.rank) || tries > 0) return middle
    await tx.execute(sql`update tasks set rank = numbered.place * 1024 from (
      select id, row_number() over (order by rank, id) as place from tasks where ${column}) numbered
      where tasks.organization_id = ${ctx.organization.id} and tasks.id = numbered.id`)
  }
}

async function rankOf(tx: Tx, ctx: Context, id: string, column: ReturnType<typeof and>): Promise<number> {
  const [row] = await tx
    .select({ rank: tasks.rank })
    .from(tasks)
    .where(and(column, eq(tasks.id, id), eq(tasks.organizationId, ctx.organization.id)))
  if (!row) throw invalidField('after', 'That task is no longer in this column.')
  return row.rank
}
