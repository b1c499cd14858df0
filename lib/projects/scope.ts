import { type SQL, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import { defineScope, teammates } from '@/lib/core/scope'

/** Ids of the projects in which one of `people` (a parenthesized list or subquery) holds a part. */
export const projectsOf = (ctx: Context, people: SQL): SQL => sql`(
  select p.id from projects p where p.organization_id = ${ctx.organization.id}
    and (p.salesperson_id in ${people} or p.verifier_id in ${people} or p.manager_id in ${people})
  union select pm.project_id from project_members pm where pm.organization_id = ${ctx.organization.id} and pm.member_id in ${people})`

/** Ids of the projects that were shared with one of `people` as a client's contact. */
export const projectsSharedWith = (ctx: Context, people: SQL): SQL => sql`(
  select s.project_id from project_shares s
  join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
  where s.organization_id = ${ctx.organization.id} and c.member_id in ${people} and c.deleted_at is null)`

/** Which projects an actor reaches: made, held a part in, or shared with them; by team the same for teammates. */
export const projectScope = defineScope({
  own: (ctx, me) => sql`(${projects.createdById} = ${me} or ${projects.id} in ${projectsOf(ctx, sql`(${me})`)}
    or ${projects.id} in ${projectsSharedWith(ctx, sql`(${me})`)})`,
  team: (
    ctx,
    me,
  ) => sql`(${projects.createdById} in ${teammates(ctx, me)} or ${projects.id} in ${projectsOf(ctx, teammates(ctx, me))}
    or ${projects.id} in ${projectsSharedWith(ctx, teammates(ctx, me))})`,
})
