import { type SQL, sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { defineScope } from '@/lib/core/scope'
import { clientSees, projectsOf, projectsSharedWith } from '@/lib/projects/scope'

/** Which tasks an actor reaches: made by or assigned to them, or shared; by team the same for teammates, and those of the projects they are on. */
export const taskScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${tasks.createdById} in ${people}`,
    assignee: (_ctx, people) => sql`${tasks.assigneeId} in ${people}`,
    shared: (ctx, people) =>
      sql`(${tasks.projectId} in ${projectsSharedWith(ctx, people)} and ${clientSees('tasks', tasks.organizationId, tasks.projectId)})`,
  },
  around: { project: (ctx, me) => sql`${tasks.projectId} in ${projectsOf(ctx, me)}` },
})

/**
 * Which tasks count for how far a project is: those that the actor reaches, and all of one that was shared with them, also
 * where clients see its progress and not its tasks. For numbers only.
 */
export function progressScope(ctx: Context): SQL {
  const reached = taskScope(ctx, 'tasks.tasks.view')
  if (!ctx.permissions['tasks.tasks.view'] || ctx.actor.memberId === null) return reached
  return sql`(${reached} or ${tasks.projectId} in ${projectsSharedWith(ctx, sql`(${ctx.actor.memberId}::uuid)`)})`
}
