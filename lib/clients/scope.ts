import { sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { defineScope, teammates } from '@/lib/core/scope'
import { projectsOf } from '@/lib/projects/scope'

const withProjectsOf = (organizationId: string, projects: ReturnType<typeof projectsOf>) =>
  sql`${clients.id} in (select p.client_id from projects p where p.organization_id = ${organizationId}
    and p.deleted_at is null and p.id in ${projects})`

/** Which clients an actor reaches: theirs by authorship or as the one who looks after them; by team also those of their projects. */
export const clientScope = defineScope({
  own: (_ctx, me) => sql`(${clients.createdById} = ${me} or ${clients.ownerId} = ${me})`,
  team: (ctx, me) => sql`(${clients.createdById} in ${teammates(ctx, me)} or ${clients.ownerId} in ${teammates(ctx, me)}
    or ${withProjectsOf(ctx.organization.id, projectsOf(ctx, sql`(${me})`))})`,
})
