import { and, eq } from 'drizzle-orm'
import { checklistItems } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { checklistChanged } from '../events'
import { findItem, itemsOf } from '../queries'
import { itemRefInput } from '../schema'

/** Takes an item out of a checklist. Its text stays in the history, so adding it again undoes this. */
export const removeItem = defineCommand({
  name: 'checklists.remove',
  permission: 'tasks.tasks.edit',
  input: itemRefInput,
  find: ({ tx, ctx, input }) => findItem(tx, ctx, input.task, input.item),
  async run({ tx, ctx, subject: { task, item } }) {
    await tx.delete(checklistItems).where(and(itemsOf(ctx, task.id), eq(checklistItems.id, item.id)))
    return changed({ id: item.id }, checklistChanged(task, item, undefined))
  },
})
