import { and, eq, sql } from 'drizzle-orm'
import { checklistItems } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { checklistChanged } from '../events'
import { findItem, itemsOf } from '../queries'
import { itemRank } from '../rank'
import { updateItemInput } from '../schema'

/** Ticks, renames or moves an item. Ticking needs no version: it says what is wanted, not what was. @throws 409 `STALE` */
export const updateItem = defineCommand({
  name: 'checklists.update',
  permission: 'tasks.tasks.edit',
  input: updateItemInput,
  find: ({ tx, ctx, input }) => findItem(tx, ctx, input.task, input.item),
  async run({ tx, ctx, input, subject: { task, item } }) {
    const { text = item.text, done = item.done, after } = input
    if (input.text !== undefined && input.version !== item.version)
      throw stale({ id: item.id, text: item.text, done: item.done, version: item.version })
    const rank = after === undefined ? item.rank : await itemRank(tx, ctx, task.id, item.id, after)
    if (text === item.text && done === item.done && rank === item.rank)
      return unchanged({ id: item.id, version: item.version })
    const [row] = await tx
      .update(checklistItems)
      .set({ text, done, rank, version: sql`${checklistItems.version} + 1` })
      .where(and(itemsOf(ctx, task.id), eq(checklistItems.id, item.id), eq(checklistItems.version, item.version)))
      .returning({ version: checklistItems.version })
    if (!row) throw stale({ id: item.id })
    return changed({ id: item.id, version: row.version }, checklistChanged(task, item, { text, done }))
  },
})
