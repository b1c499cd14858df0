import { and, eq, isNull, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { inBin } from '@/lib/core/bin'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findTask, ofProject, taskIs, taskReaches } from '../find'
import { taskRefInput } from '../schema'

/** Puts a task into the bin; its number is never given again. */
export const deleteTask = defineCommand({
  name: 'tasks.delete',
  permission: 'tasks.tasks.delete',
  input: taskRefInput,
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.tasks.delete'),
  async run({ tx, ctx, subject: { task, project } }) {
    await tx
      .update(tasks)
      .set({ deletedAt: sql`now()`, version: sql`${tasks.version} + 1` })
      .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, task.id)))
    const about = { subject: { type: 'task' as const, id: task.id }, projectId: project.id, taskId: task.id }
    return changed({ id: task.id }, { type: 'task.deleted', ...about, before: { title: task.title }, shared: true })
  },
})

/** Takes a task out of the bin. */
export const restoreTask = defineCommand({
  name: 'tasks.restore',
  permission: 'tasks.tasks.delete',
  input: taskRefInput,
  async find({ tx, ctx, input }) {
    const [found] = await tx
      .select({ task: tasks, permitted: taskReaches(ctx, 'tasks.tasks.delete') })
      .from(tasks)
      .innerJoin(projects, ofProject)
      .where(
        and(
          eq(tasks.organizationId, ctx.organization.id),
          inBin(tasks.deletedAt),
          isNull(projects.deletedAt),
          taskReaches(ctx, 'tasks.tasks.view'),
          taskIs(input.task),
        ),
      )
    if (!found) throw notFound()
    return found
  },
  async run({ tx, ctx, subject: { task } }) {
    await tx
      .update(tasks)
      .set({ deletedAt: null, version: sql`${tasks.version} + 1` })
      .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, task.id)))
    const about = { subject: { type: 'task' as const, id: task.id }, projectId: task.projectId, taskId: task.id }
    return changed({ id: task.id }, { type: 'task.restored', ...about, shared: true })
  },
})
