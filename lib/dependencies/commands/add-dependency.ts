import { taskDependencies } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { AppError, invalidField } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { findTask } from '@/lib/tasks/find'
import { dependencyChanged } from '../events'
import { dependencyInput } from '../schema'

/** Lets a task wait for another one of its project. @throws 409 `DEPENDENCY_CIRCLE` · 400 at `dependsOn` */
export const addDependency = defineCommand({
  name: 'dependencies.add',
  permission: 'tasks.tasks.edit',
  input: dependencyInput,
  conflicts: { task_dependencies_not_itself: { path: 'dependsOn', message: 'A task cannot wait for itself.' } },
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.tasks.edit'),
  async run({ tx, ctx, input, subject: { task, project } }) {
    const other = await findTask(tx, ctx, input.dependsOn, 'tasks.tasks.view').catch((error: unknown) => {
      throw error instanceof AppError ? invalidField('dependsOn', 'There is no such task.') : error
    })
    if (other.project.id !== project.id) throw invalidField('dependsOn', 'Choose a task of the same project.')
    if (other.task.id === task.id) throw invalidField('dependsOn', 'A task cannot wait for itself.')
    const rows = await tx
      .insert(taskDependencies)
      .values({
        organizationId: ctx.organization.id,
        projectId: project.id,
        taskId: task.id,
        dependsOnId: other.task.id,
      })
      .onConflictDoNothing()
      .returning({ id: taskDependencies.taskId })
    if (rows.length === 0) return unchanged({ id: task.id })
    const [event, echo] = dependencyChanged(project, task, other.task, true)
    return changed({ id: task.id }, event, echo)
  },
})
