import { and, eq, sql } from 'drizzle-orm'
import { projectCounters } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'

/**
 * Takes the next `count` task numbers of a project. It locks the project's counter until the transaction ends, so call
 * it last: right before the rows are written. A rollback gives the numbers back, which keeps them dense.
 * @returns the first of the numbers
 */
export async function takeNumbers(tx: Tx, ctx: Context, projectId: string, count = 1): Promise<number> {
  const [row] = await tx
    .update(projectCounters)
    .set({ lastTaskNumber: sql`${projectCounters.lastTaskNumber} + ${count}` })
    .where(and(eq(projectCounters.organizationId, ctx.organization.id), eq(projectCounters.projectId, projectId)))
    .returning({ last: projectCounters.lastTaskNumber })
  if (!row) throw new Error('The project has no counter')
  return row.last - count + 1
}

/** New tasks stand in the order of their numbers, far enough apart that others fit between them. */
export const initialRank = (number: number): number => number * 1024
