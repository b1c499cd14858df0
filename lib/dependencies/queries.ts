import { and, asc, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { taskDependencies, tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findTask, ofProject, visibleTasks } from '@/lib/tasks/find'
import type { TaskStatus } from '@/lib/tasks/schema'
import { listDependenciesInput } from './schema'

/** What a task waits for and what waits for it, as far as the reader sees those. @throws 404 */
export const listDependencies = defineQuery({
  name: 'dependencies.list',
  permission: 'tasks.tasks.view',
  one: true,
  input: listDependenciesInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    return dependenciesOf(tx, ctx, task.id)
  },
})
export type Dependencies = Awaited<ReturnType<typeof listDependencies>>
export type LinkedTask = Dependencies['waitsFor'][number]

/** For those who have found the task already. `blocked`: it waits for something that is not done. */
export async function dependenciesOf(tx: Tx, ctx: Context, taskId: string) {
  const rows = await tx
    .select({
      id: tasks.id,
      projectKey: projects.key,
      number: tasks.number,
      title: tasks.title,
      status: tasks.status,
      waitsFor: sql<boolean>`${taskDependencies.taskId} = ${taskId}::uuid`,
    })
    .from(taskDependencies)
    .innerJoin(
      tasks,
      and(
        eq(tasks.organizationId, taskDependencies.organizationId),
        sql`${tasks.id} = case when ${taskDependencies.taskId} = ${taskId}::uuid
          then ${taskDependencies.dependsOnId} else ${taskDependencies.taskId} end`,
      ),
    )
    .innerJoin(projects, ofProject)
    .where(
      and(
        visibleTasks(ctx),
        eq(taskDependencies.organizationId, ctx.organization.id),
        sql`(${taskDependencies.taskId} = ${taskId}::uuid or ${taskDependencies.dependsOnId} = ${taskId}::uuid)`,
      ),
    )
    .orderBy(asc(tasks.number))
  const show = ({ projectKey, waitsFor: _, number, status, ...task }: (typeof rows)[number]) => ({
    ...task,
    key: `${projectKey}-${number}`,
    status: status as TaskStatus,
  })
  const waitsFor = rows.filter((row) => row.waitsFor).map(show)
  return {
    waitsFor,
    blocks: rows.filter((row) => !row.waitsFor).map(show),
    blocked: waitsFor.some(({ status }) => status !== 'DONE'),
  }
}
