import { and, eq } from 'drizzle-orm'
import { taskDependencies } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { findTask } from '@/lib/tasks/find'
import { dependencyChanged } from '../events'
import { dependencyInput } from '../schema'

/** A task no longer waits for another one. */
export const removeDependency = defineCommand({
  name: 'dependencies.remove',
  permission: 'tasks.tasks.edit',
  input: dependencyInput,
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.tasks.edit'),
  async run({ tx, ctx, input, subject: { task, project } }) {
    const other = await findTask(tx, ctx, input.dependsOn, 'tasks.tasks.view')
    const rows = await tx
      .delete(taskDependencies)
      .where(
        and(
          eq(taskDependencies.organizationId, ctx.organization.id),
          eq(taskDependencies.taskId, task.id),
          eq(taskDependencies.dependsOnId, other.task.id),
        ),
      )
      .returning({ id: taskDependencies.taskId })
    if (rows.length === 0) return unchanged({ id: task.id })
    const [event, echo] = dependencyChanged(project, task, other.task, false)
    return changed({ id: task.id }, event, echo)
  },
})
