import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { isUuid } from '@/lib/projects/queries'
import { taskScope } from './scope'

/** Joins a task to its project. */
export const ofProject = and(eq(projects.organizationId, tasks.organizationId), eq(projects.id, tasks.projectId))

/** Tasks this actor may see; asked over `tasks` joined to `projects`. */
export const visibleTasks = (ctx: Context): SQL | undefined =>
  and(
    eq(tasks.organizationId, ctx.organization.id),
    isNull(tasks.deletedAt),
    isNull(projects.deletedAt),
    taskScope(ctx, 'tasks.tasks.view'),
  )

export const taskReaches = (ctx: Context, permission: Permission) =>
  sql<boolean>`coalesce(${taskScope(ctx, permission)}, false)`

/** Matches a task by id or by key, `DURA-12`. */
export function taskIs(reference: string): SQL {
  if (isUuid(reference)) return eq(tasks.id, reference)
  const match = /^([A-Za-z][A-Za-z0-9]{1,9})-(\d{1,9})$/.exec(reference)
  if (!match?.[1] || !match[2]) throw notFound()
  return sql`${projects.key} = ${match[1].toUpperCase()} and ${tasks.number} = ${Number(match[2])}`
}

/** A task that the actor can see, its project, and whether `permission` reaches it. @throws 404 */
export async function findTask(tx: Tx, ctx: Context, reference: string, permission: Permission) {
  const [found] = await tx
    .select({
      task: tasks,
      project: projects,
      permitted: taskReaches(ctx, permission),
      mayAssign: taskReaches(ctx, 'tasks.tasks.assign'),
    })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(and(visibleTasks(ctx), taskIs(reference)))
  if (!found) throw notFound()
  return found
}
