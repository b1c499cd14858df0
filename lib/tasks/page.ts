import { filesBeside } from '@/lib/attachments/queries'
import { checklistOf } from '@/lib/checklists/queries'
import { can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { dependenciesOf } from '@/lib/dependencies/queries'
import { watchersOf } from '@/lib/subscriptions/queries'
import { activityOf } from './activity'
import { findTask } from './find'
import { taskRefInput } from './schema'

/** What stands around a task on its page, in one transaction. The activity is null for readers outside the team. @throws 404 */
export const taskSurroundings = defineQuery({
  name: 'tasks.surroundings',
  permission: 'tasks.tasks.view',
  one: true,
  input: taskRefInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    const [checklist, dependencies, watchers, files, activity] = await Promise.all([
      checklistOf(tx, ctx, task.id),
      dependenciesOf(tx, ctx, task.id),
      watchersOf(tx, ctx, task.id),
      filesBeside(tx, ctx, { task: task.id }),
      can(ctx, 'tasks.comments.view_internal') ? activityOf(tx, ctx, task.id, { limit: 20 }) : null,
    ])
    return { checklist, dependencies, watchers, files, activity }
  },
})
