import { sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import { defineScope } from '@/lib/core/scope'
import { projectsOf, projectsSharedWith } from '@/lib/projects/scope'

/** Which tasks an actor reaches: made by or assigned to them, or shared; by team the same for teammates, and those of the projects they are on. */
export const taskScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${tasks.createdById} in ${people}`,
    assignee: (_ctx, people) => sql`${tasks.assigneeId} in ${people}`,
    shared: (ctx, people) => sql`${tasks.projectId} in ${projectsSharedWith(ctx, people)}`,
  },
  around: { project: (ctx, me) => sql`${tasks.projectId} in ${projectsOf(ctx, me)}` },
})
