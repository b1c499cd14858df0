import { and, asc, eq } from 'drizzle-orm'
import { checklistItems } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findTask } from '@/lib/tasks/find'
import { listChecklistInput } from './schema'

export const itemsOf = (ctx: Context, taskId: string) =>
  and(eq(checklistItems.organizationId, ctx.organization.id), eq(checklistItems.taskId, taskId))

const shown = {
  id: checklistItems.id,
  text: checklistItems.text,
  done: checklistItems.done,
  version: checklistItems.version,
}

/** A task's items in their order, and how many are ticked. @returns `{ checklist, done, total }` · @throws 404 */
export const listChecklist = defineQuery({
  name: 'checklists.list',
  permission: 'tasks.tasks.view',
  one: true,
  input: listChecklistInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    return checklistOf(tx, ctx, task.id)
  },
})
export type Checklist = Awaited<ReturnType<typeof listChecklist>>

/** For those who have found the task already. */
export async function checklistOf(tx: Tx, ctx: Context, taskId: string) {
  const checklist = await tx
    .select(shown)
    .from(checklistItems)
    .where(itemsOf(ctx, taskId))
    .orderBy(asc(checklistItems.rank), asc(checklistItems.id))
  return { checklist, done: checklist.filter(({ done }) => done).length, total: checklist.length }
}

/** A task within reach with one of its items; `permitted` says whether the task may be changed. @throws 404 */
export async function findItem(tx: Tx, ctx: Context, reference: string, itemId: string) {
  const found = await findTask(tx, ctx, reference, 'tasks.tasks.edit')
  const [item] = await tx
    .select()
    .from(checklistItems)
    .where(and(itemsOf(ctx, found.task.id), eq(checklistItems.id, itemId)))
  if (!item) throw notFound()
  return { ...found, item }
}
