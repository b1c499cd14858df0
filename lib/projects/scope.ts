import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import { defineScope } from '@/lib/core/scope'

const named = ['salesperson', 'verifier', 'manager'] as const
export type ProjectPart = (typeof named)[number] | 'member'

const holds = (table: 'p' | 'projects', part: (typeof named)[number], people: SQL) =>
  sql`${sql.raw(`${table}.${part}_id`)} in ${people}`
const worksOn = (ctx: Context, people: SQL) => sql`
  select pm.project_id from project_members pm where pm.organization_id = ${ctx.organization.id} and pm.member_id in ${people}`

/** Ids of the projects in which one of `people` (a parenthesized list or subquery) holds a part. */
export const projectsOf = (ctx: Context, people: SQL): SQL => sql`(
  select p.id from projects p where p.organization_id = ${ctx.organization.id}
    and (${sql.join(
      named.map((part) => holds('p', part, people)),
      sql` or `,
    )})
  union ${worksOn(ctx, people)})`

/** The parts that `projectsOf` is made of, one by one, asked over `projects`. */
export const partsIn = (ctx: Context, people: SQL): Record<ProjectPart, SQL> => ({
  salesperson: holds('projects', 'salesperson', people),
  verifier: holds('projects', 'verifier', people),
  manager: holds('projects', 'manager', people),
  member: sql`${projects.id} in (${worksOn(ctx, people)})`,
})

/** Ids of the projects that were shared with one of `people` as a client's contact. */
export const projectsSharedWith = (ctx: Context, people: SQL): SQL => sql`(
  select s.project_id from project_shares s
  join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
  where s.organization_id = ${ctx.organization.id} and c.member_id in ${people} and c.deleted_at is null)`

/** Whether a project lets its client see so much: its own word, or the organization's. The column names the project. */
export const clientSees = (what: 'tasks' | 'comments', organization: SQLWrapper, project: SQLWrapper): SQL =>
  sql`app_client_sees(${organization}, ${project}, ${what})`

/** Which projects an actor reaches: made, held a part in, or shared with them; by team the same for teammates. */
export const projectScope = defineScope({
  own: {
    made: (_ctx, people) => sql`${projects.createdById} in ${people}`,
    part: (ctx, people) => sql`${projects.id} in ${projectsOf(ctx, people)}`,
    shared: (ctx, people) => sql`${projects.id} in ${projectsSharedWith(ctx, people)}`,
  },
})
