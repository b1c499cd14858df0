import { sql } from 'drizzle-orm'
import { tickets } from '@/db/schema/tickets'
import { defineScope } from '@/lib/core/scope'
import { projectsOf, projectsSharedWith } from '@/lib/projects/scope'

/** Which tickets an actor reaches: opened by or assigned to them, or on a project shared with them; by team the same for teammates, and those of the projects they are on. */
export const ticketScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${tickets.createdById} in ${people}`,
    assignee: (_ctx, people) => sql`${tickets.assigneeId} in ${people}`,
    shared: (ctx, people) => sql`${tickets.projectId} in ${projectsSharedWith(ctx, people)}`,
  },
  around: { project: (ctx, me) => sql`${tickets.projectId} in ${projectsOf(ctx, me)}` },
})
