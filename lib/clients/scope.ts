import { sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { defineScope } from '@/lib/core/scope'
import { projectsOf } from '@/lib/projects/scope'

/** Which clients an actor reaches: theirs by authorship or as the one who looks after them; by team also those of their projects. */
export const clientScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${clients.createdById} in ${people}`,
    owner: (_ctx, people) => sql`${clients.ownerId} in ${people}`,
  },
  around: {
    project: (ctx, me) => sql`${clients.id} in (select p.client_id from projects p
      where p.organization_id = ${ctx.organization.id} and p.deleted_at is null and p.id in ${projectsOf(ctx, me)})`,
  },
})
