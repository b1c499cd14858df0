import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, asSeenBy, type Colleague } from '@/lib/members/active'
import { ofProject, visibleTasks } from '@/lib/tasks/find'

/** Whether a colleague sees a task by the same predicate that lists and pages use. */
export async function seesTask(tx: Tx, ctx: Context, person: Colleague, taskId: string): Promise<boolean> {
  if (!person.permissions['tasks.tasks.view']) return false
  const [row] = await tx
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(and(visibleTasks(asSeenBy(ctx, person)), eq(tasks.id, taskId)))
  return row !== undefined
}

/** Who can be mentioned on a task: those who see it, and who could read the comment. */
export async function mentionable(tx: Tx, ctx: Context, taskId: string, shared: boolean): Promise<Colleague[]> {
  if (!can(ctx, 'organization.members.view')) return []
  const people = await activeMembers(tx, ctx)
  const readers = people.filter((person) => shared || person.permissions['tasks.comments.view_internal'])
  const seen = await Promise.all(readers.map((person) => seesTask(tx, ctx, person, taskId)))
  return readers.filter((_, index) => seen[index])
}
