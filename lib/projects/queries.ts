import { and, desc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, alias, type SelectedFields } from 'drizzle-orm/pg-core'
import { clients } from '@/db/schema/clients'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { ownMode } from '@/lib/subscriptions/scope'
import { progressScope } from '@/lib/tasks/scope'
import { proposeKey } from './policy'
import { listProjectsInput, type ProjectStatus, projectRefInput, proposeKeyInput } from './schema'
import { projectScope } from './scope'
import { showProject } from './show'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isUuid = (text: string): boolean => uuidShape.test(text)

const alive = (ctx: Context) => and(eq(projects.organizationId, ctx.organization.id), isNull(projects.deletedAt))
export const visibleProjects = (ctx: Context): SQL | undefined =>
  and(alive(ctx), projectScope(ctx, 'projects.projects.view'))

/** Matches a project by id or key. */
export const projectIs = (reference: string): SQL =>
  isUuid(reference) ? eq(projects.id, reference) : eq(projects.key, reference.toUpperCase())

export const reaches = (ctx: Context, permission: Permission) =>
  sql<boolean>`coalesce(${projectScope(ctx, permission)}, false)`

/** A project that the actor can see, and whether `permission` reaches it. @throws 404 */
export async function findProject(tx: Tx, ctx: Context, reference: string, permission: Permission) {
  const [found] = await tx
    .select({ project: projects, permitted: reaches(ctx, permission) })
    .from(projects)
    .where(and(visibleProjects(ctx), projectIs(reference)))
  if (!found) throw notFound()
  return { ...found.project, permitted: found.permitted }
}

const salesperson = alias(members, 'salesperson')
const verifier = alias(members, 'verifier')
const manager = alias(members, 'manager')

const sumOf = (status: 'VERIFIED' | 'PENDING') =>
  sql<number>`(select coalesce(sum(pay.amount_minor), 0)::bigint from payments pay
  where pay.organization_id = ${projects.organizationId} and pay.project_id = ${projects.id} and pay.status = ${sql.raw(`'${status}'`)})`.mapWith(
    Number,
  )
/** As many as the reader finds in the project's list of tasks, or of which they may know how far the project is. */
const tasksIn = (ctx: Context, status: 'TODO' | 'IN_PROGRESS' | 'DONE') => sql<number>`(select count(*)::int from tasks
  where tasks.organization_id = ${projects.organizationId} and tasks.project_id = ${projects.id} and tasks.deleted_at is null
    and tasks.status = ${sql.raw(`'${status}'`)} and ${progressScope(ctx)})`

const selection = (ctx: Context) => ({
  project: projects,
  client: { id: clients.id, name: clients.name },
  salesperson: { id: salesperson.id, name: salesperson.name },
  verifier: { id: verifier.id, name: verifier.name },
  manager: { id: manager.id, name: manager.name },
  verified: sumOf('VERIFIED'),
  pending: sumOf('PENDING'),
  todo: tasksIn(ctx, 'TODO'),
  inProgress: tasksIn(ctx, 'IN_PROGRESS'),
  done: tasksIn(ctx, 'DONE'),
  seesBudget: reaches(ctx, 'projects.budget.view'),
})

const from = <More extends SelectedFields = Record<never, never>>(tx: Tx, ctx: Context, more?: More) => {
  const member = (table: { organizationId: AnyPgColumn; id: AnyPgColumn }, id: AnyPgColumn) =>
    and(eq(table.organizationId, projects.organizationId), eq(table.id, id))
  return tx
    .select({ ...selection(ctx), ...(more as More) })
    .from(projects)
    .innerJoin(clients, and(eq(clients.organizationId, projects.organizationId), eq(clients.id, projects.clientId)))
    .leftJoin(salesperson, member(salesperson, projects.salespersonId))
    .leftJoin(verifier, member(verifier, projects.verifierId))
    .leftJoin(manager, member(manager, projects.managerId))
    .$dynamic()
}
export type ProjectRow = Awaited<ReturnType<typeof from>>[number]

/** Somebody still owes money for it, as far as the reader sees the budget; what nobody agreed to or was cancelled owes nothing. */
export const owing = (ctx: Context) =>
  and(
    reaches(ctx, 'projects.budget.view'),
    inArray(projects.status, ['AWAITING_PAYMENT', 'ACTIVE', 'ON_HOLD', 'COMPLETED']),
    sql`${projects.netMinor} > app_verified_minor(${projects.organizationId}, ${projects.id})`,
  )

/** Projects, the latest change first. @returns `{ items: Project[], nextCursor }`; money only where the budget is visible */
export const listProjects = defineQuery({
  name: 'projects.list',
  permission: 'projects.projects.view',
  input: listProjectsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const q = input.q?.toLowerCase()
    const rows = await from(tx, ctx)
      .where(
        and(
          visibleProjects(ctx),
          input.status ? eq(projects.status, input.status) : undefined,
          input.clientId ? eq(projects.clientId, input.clientId) : undefined,
          input.owing ? owing(ctx) : undefined,
          q
            ? or(
                sql`position(${q} in lower(${projects.title})) > 0`,
                sql`position(${q} in lower(${projects.key})) > 0`,
                sql`position(${q} in lower(${clients.name})) > 0`,
              )
            : undefined,
          after
            ? sql`(date_trunc('milliseconds', ${projects.updatedAt}), ${projects.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(sql`date_trunc('milliseconds', ${projects.updatedAt})`), desc(projects.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      ({ project }) => [project.updatedAt.toISOString(), project.id],
      (row) => showProject(ctx, row),
    )
  },
})

const may = (ctx: Context) => ({
  edit: reaches(ctx, 'projects.projects.edit'),
  status: reaches(ctx, 'projects.projects.status'),
  staff: reaches(ctx, 'projects.projects.staff'),
  share: reaches(ctx, 'projects.projects.share'),
  delete: reaches(ctx, 'projects.projects.delete'),
  recordPayment: reaches(ctx, 'finance.payments.record'),
  createTask: reaches(ctx, 'tasks.tasks.create'),
  comment: reaches(ctx, 'tasks.comments.create'),
})

const none = sql`'[]'::jsonb`
type Named = { id: string; name: string }

const membersOf = (ctx: Context) =>
  sql<Named[]>`${
    can(ctx, 'organization.members.view')
      ? sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name), ${none})
  from project_members pm join members m on m.organization_id = pm.organization_id and m.id = pm.member_id
  where pm.organization_id = ${projects.organizationId} and pm.project_id = ${projects.id})`
      : none
  }`

const sharedWith = (ctx: Context) =>
  sql<(Named & { email: string | null })[]>`case when ${projectScope(ctx, 'projects.projects.share')} then (
  select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'email', c.email) order by c.name), ${none})
  from project_shares s join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
  where s.organization_id = ${projects.organizationId} and s.project_id = ${projects.id}) else ${none} end`

/** How many messages the reader's channel of the project had carried: a screen that hears of no later one is complete. */
const heardOf = (ctx: Context) => {
  const kind = can(ctx, 'tasks.comments.view_internal') ? 'project' : 'shared'
  return sql<number>`coalesce((select l.seq from live_sequences l where l.organization_id = ${projects.organizationId}
    and l.channel = 'private-org.' || ${projects.organizationId} || ${`.${kind}.`} || ${projects.id}), 0)`.mapWith(
    Number,
  )
}

/** One project with its people and what the reader may do with it. @throws 404 */
export const getProject = defineQuery({
  name: 'projects.get',
  permission: 'projects.projects.view',
  one: true,
  input: projectRefInput,
  async run({ tx, ctx, input }) {
    const [found] = await from(tx, ctx, {
      may: may(ctx),
      members: membersOf(ctx),
      sharedWith: sharedWith(ctx),
      heard: heardOf(ctx),
      subscription: ownMode(ctx, { organizationId: projects.organizationId, projectId: projects.id }),
    }).where(and(visibleProjects(ctx), projectIs(input.project)))
    if (!found) throw notFound()
    const { members: staff, sharedWith: shares, may: rights, heard, subscription } = found
    return { ...showProject(ctx, found), members: staff, sharedWith: shares, may: rights, heard, subscription }
  },
})

/** A free key for a new project's title. */
export const proposeProjectKey = defineQuery({
  name: 'projects.propose_key',
  permission: 'projects.projects.create',
  input: proposeKeyInput,
  async run({ tx, ctx, input }) {
    const taken = await tx
      .select({ key: projects.key })
      .from(projects)
      .where(eq(projects.organizationId, ctx.organization.id))
    const keys = new Set(taken.map((project) => project.key))
    return { key: proposeKey(input.title, (key) => keys.has(key)) }
  },
})

/** How many of the reader's projects stand in each status. */
export const countProjects = defineQuery({
  name: 'projects.count',
  permission: 'projects.projects.view',
  input: listProjectsInput.pick({}),
  async run({ tx, ctx }) {
    const rows = await tx
      .select({ status: projects.status, count: sql<number>`count(*)::int` })
      .from(projects)
      .where(visibleProjects(ctx))
      .groupBy(projects.status)
    return Object.fromEntries(rows.map((row) => [row.status, row.count])) as Partial<Record<ProjectStatus, number>>
  },
})
