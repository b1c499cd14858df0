import { sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import { defineScope, teammates } from '@/lib/core/scope'
import { projectsOf, projectsSharedWith } from '@/lib/projects/scope'

/** Which tasks an actor reaches: made by or assigned to them, or shared; by team the same for teammates, and those of the projects they are on. */
export const taskScope = defineScope({
  own: (ctx, me) => sql`(${tasks.createdById} = ${me} or ${tasks.assigneeId} = ${me}
    or ${tasks.projectId} in ${projectsSharedWith(ctx, sql`(${me})`)})`,
  team: (ctx, me) => sql`(${tasks.projectId} in ${projectsOf(ctx, sql`(${me})`)}
    or ${tasks.createdById} in ${teammates(ctx, me)} or ${tasks.assigneeId} in ${teammates(ctx, me)}
    or ${tasks.projectId} in ${projectsSharedWith(ctx, teammates(ctx, me))})`,
})
