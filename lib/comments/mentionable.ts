import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, asSeenBy, type Colleague } from '@/lib/members/active'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import type { Subject } from './subject'

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

/** Whether a colleague sees a project. */
export async function seesProject(tx: Tx, ctx: Context, person: Colleague, projectId: string): Promise<boolean> {
  if (!person.permissions['projects.projects.view']) return false
  const [row] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(visibleProjects(asSeenBy(ctx, person)), eq(projects.id, projectId)))
  return row !== undefined
}

/** Of the people named in a comment those who can be told: they see its subject, and could read the comment. */
export async function mentionable(
  tx: Tx,
  ctx: Context,
  subject: Subject,
  { shared, wanted }: { shared: boolean; wanted: string[] },
): Promise<Colleague[]> {
  if (wanted.length === 0 || !can(ctx, 'organization.members.view')) return []
  const people = await activeMembers(tx, ctx, wanted)
  const readers = people.filter((person) => shared || person.permissions['tasks.comments.view_internal'])
  const seen = await Promise.all(readers.map((person) => subject.seenBy(tx, ctx, person)))
  return readers.filter((_, index) => seen[index])
}
