import { sql } from 'drizzle-orm'
import { tickets } from '@/db/schema/tickets'
import { defineScope, teammates } from '@/lib/core/scope'
import { projectsOf, projectsSharedWith } from '@/lib/projects/scope'

/** Which tickets an actor reaches: opened by or assigned to them, or on a project shared with them; by team the same for teammates, and those of the projects they are on. */
export const ticketScope = defineScope({
  own: (ctx, me) => sql`(${tickets.createdById} = ${me} or ${tickets.assigneeId} = ${me}
    or ${tickets.projectId} in ${projectsSharedWith(ctx, sql`(${me})`)})`,
  team: (ctx, me) => sql`(${tickets.projectId} in ${projectsOf(ctx, sql`(${me})`)}
    or ${tickets.createdById} in ${teammates(ctx, me)} or ${tickets.assigneeId} in ${teammates(ctx, me)}
    or ${tickets.projectId} in ${projectsSharedWith(ctx, teammates(ctx, me))})`,
})
