import { checklistItems } from '@/db/schema/tasks'
import { defineCommand, newId } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findTask } from '@/lib/tasks/find'
import { checklistChanged } from '../events'
import { lastRank } from '../rank'
import { addItemInput, mostItems } from '../schema'

/** Adds an item at the end of a task's checklist. @throws 409 `FULL` */
export const addItem = defineCommand({
  name: 'checklists.add',
  permission: 'tasks.tasks.edit',
  input: addItemInput,
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.tasks.edit'),
  async run({ tx, ctx, input, subject: { task } }) {
    const { rank, count } = await lastRank(tx, ctx, task.id)
    if (count >= mostItems) throw conflict('FULL', `A checklist holds ${mostItems} items. Make sub-tasks of the rest.`)
    const id = newId()
    await tx
      .insert(checklistItems)
      .values({ organizationId: ctx.organization.id, id, taskId: task.id, text: input.text, rank })
    return changed({ id }, checklistChanged(task, undefined, { text: input.text, done: false }))
  },
})
