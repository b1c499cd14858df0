import { createHash } from 'node:crypto'
import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { members, roles } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { visibleClients } from '@/lib/clients/queries'
import { type Context, effectivePermissions, memberOf } from '@/lib/core/context'
import { noteOnce } from '@/lib/core/noted'
import { record } from '@/lib/core/outbox'
import { decodeCursor, toPage } from '@/lib/core/page'
import {
  covers,
  type Grant,
  nestPermissions,
  type Permission,
  type Permissions,
  readPermissions,
} from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import { inTenant, type Tx } from '@/lib/core/transaction'
import { visibleLeads } from '@/lib/leads/queries'
import { visiblePayments } from '@/lib/payments/queries'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject as ofTask, visibleTasks } from '@/lib/tasks/find'
import { ofProject as ofTicket, visibleTickets } from '@/lib/tickets/find'
import { findRole } from './find'
import { changesOf } from './policy'
import { type Noun, rehearsalInput } from './schema'

/** For how many holders records are counted at a time; everything else is reckoned for all of them. */
const most = 10

type Visible = (ctx: Context) => SQL | undefined
const ofPayment = and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId))

/** Each noun by the predicate that its lists use, and the permissions that it depends on. */
const nouns: Record<Noun, { from: SQL; visible: Visible; by: Permission[] }> = {
  clients: { from: sql`clients`, visible: visibleClients, by: ['crm.clients.view'] },
  leads: { from: sql`leads`, visible: visibleLeads, by: ['crm.leads.view'] },
  projects: { from: sql`projects`, visible: visibleProjects, by: ['projects.projects.view'] },
  tasks: { from: sql`tasks join projects on ${ofTask}`, visible: visibleTasks, by: ['tasks.tasks.view'] },
  tickets: { from: sql`tickets join projects on ${ofTicket}`, visible: visibleTickets, by: ['support.tickets.view'] },
  payments: {
    from: sql`payments join projects on ${ofPayment}`,
    visible: visiblePayments,
    by: ['projects.projects.view', 'projects.budget.view'],
  },
}

type Seen = { noun: Noun; gained: number; lost: number }
export type Rehearsed = {
  id: string
  name: string
  permissions: { permission: Permission; before: Grant | null; after: Grant | null }[]
  records: Seen[]
}

const asSql = new PgDialect()

/** Counts records by predicates; what is asked at the same moment is answered by one look at the rows of each noun. */
function counter(tx: Tx) {
  const asked = new Map<Noun, { questions: Map<string, SQL>; answers: Promise<Record<string, number>> }>()
  const answer = async (noun: Noun, questions: Map<string, SQL>) => {
    const counts = [...questions].map(
      ([name, where]) => sql`(count(*) filter (where ${where}))::int as ${sql.raw(name)}`,
    )
    const [row] = await tx.execute<Record<string, number>>(
      sql`select ${sql.join(counts, sql`, `)} from ${nouns[noun].from}`,
    )
    return row ?? {}
  }
  return async (noun: Noun, where: SQL = sql`true`): Promise<number> => {
    const questions = asked.get(noun)?.questions ?? new Map<string, SQL>()
    // Who sees the same asks the same.
    const { sql: text, params } = asSql.sqlToQuery(where)
    const name = `n${createHash('sha256')
      .update(JSON.stringify([text, params]))
      .digest('hex')
      .slice(0, 40)}`
    questions.set(name, where)
    const { answers } = asked.get(noun) ?? { answers: Promise.resolve().then(() => answer(noun, questions)) }
    asked.set(noun, { questions, answers })
    const found = (await answers)[name]
    if (found === undefined) throw new Error(`Asked about ${noun} after its rows were looked at`)
    return found
  }
}

/** Who more is given sees no less: both sides are counted only where a noun is wider by one permission and narrower by another. */
async function compare(count: ReturnType<typeof counter>, noun: Noun, before: Context, after: Context): Promise<Seen> {
  const { visible, by } = nouns[noun]
  const only = ({ permissions }: Context) => Object.fromEntries(by.map((name) => [name, permissions[name]]))
  const [then, now] = [visible(before), visible(after)]
  const both = covers(only(after), only(before)) ? then : covers(only(before), only(after)) ? now : and(then, now)
  const [seenThen, seenNow, kept] = await Promise.all([count(noun, then), count(noun, now), count(noun, both)])
  return { noun, gained: seenNow - kept, lost: seenThen - kept }
}

/** Every active holder with the roles that give them something, and what those give. The owner loses nothing by it. */
async function holdersOf(tx: Tx, ctx: Context, roleId: string) {
  const { id, userId, name, email } = members
  const [people, active] = await Promise.all([
    tx
      .select({
        id,
        userId,
        name,
        email,
        held: sql<string[]>`(select coalesce(jsonb_agg(mr.role_id order by mr.role_id), '[]') from member_roles mr
          where mr.organization_id = "members"."organization_id" and mr.member_id = "members"."id")`,
      })
      .from(members)
      .where(
        and(
          eq(members.organizationId, ctx.organization.id),
          eq(members.status, 'active'),
          ne(members.isOwner, true),
          sql`exists (select 1 from member_roles mr where mr.organization_id = "members"."organization_id"
            and mr.member_id = "members"."id" and mr.role_id = ${roleId})`,
        ),
      ),
    tx
      .select({ id: roles.id, permissions: roles.permissions })
      .from(roles)
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.active, true))),
  ])
  return { people, given: new Map(active.map((role) => [role.id, role.permissions])) }
}

/** What each holder would have instead of what they have, reckoned once for all who hold the same; who notices comes first. */
function reckon(
  ctx: Context,
  { people, given }: Awaited<ReturnType<typeof holdersOf>>,
  roleId: string,
  wanted: unknown,
) {
  const merged = (held: string[], instead: unknown): Permissions =>
    effectivePermissions(
      false,
      held.filter((id) => given.has(id)).map((id) => ({ permissions: id === roleId ? instead : given.get(id) })),
      ctx.organization.modulesOff,
    )
  const reckoned = new Map<string, { before: Permissions; after: Permissions; names: Permission[] }>()
  return people
    .map(({ held, ...person }) => {
      const alike = reckoned.get(held.join())
      if (alike) return { person, ...alike }
      const [before, after] = [merged(held, given.get(roleId)), merged(held, wanted)]
      const found = { before, after, names: changesOf(before, after).names }
      reckoned.set(held.join(), found)
      return { person, ...found }
    })
    .map((one) => ({
      ...one,
      place: [one.names.length > 0 ? 0 : 1, one.person.name.toLowerCase(), one.person.id] as const,
    }))
    .sort((a, b) => byPlace(a.place, b.place))
}
type Place = readonly [number, string, string]
const byPlace = (a: Place, b: Place) => {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}

/** Who tries out what is in the trail like what they do; the reading itself writes nothing. */
function noteRehearsal(ctx: Context, role: { id: string; permissions: unknown }, wanted: Permissions) {
  const { before, after } = changesOf(readPermissions(role.permissions), wanted)
  noteOnce(ctx.readOnly?.by.memberId ?? memberOf(ctx), `rehearses ${role.id} ${JSON.stringify(after)}`, (again) =>
    inTenant(ctx.organization.id, (tx) =>
      record(tx, ctx, [
        {
          type: 'role.rehearsed',
          subject: { type: 'role', id: role.id },
          before,
          after: { ...after, ...(again > 0 && { again }) },
          quiet: true,
        },
      ]),
    ),
  )
}

/**
 * What a role with other permissions would change for those who hold it: how many notice, and the permissions and records
 * that each gains and loses, by the predicates that every list uses, a page at a time. Nothing is written. @throws 404
 */
export const rehearseRole = defineQuery({
  name: 'roles.rehearse',
  permission: 'organization.roles.manage',
  input: rehearsalInput,
  async run({ tx, ctx, input }) {
    await tx.execute(sql`set transaction read only`)
    const after = decodeCursor(input.cursor, 3) as Place | null
    const role = await findRole(tx, ctx, input.role)
    const holders = await holdersOf(tx, ctx, role.id)
    noteRehearsal(ctx, role, readPermissions(input.permissions))
    const wanted = role.active ? nestPermissions(readPermissions(input.permissions)) : role.permissions
    const all = reckon(ctx, holders, role.id, wanted)
    const rest = all.filter(({ place }) => !after || byPlace(after, place) < 0)
    const page = toPage(
      rest.slice(0, most + 1),
      most,
      ({ place }) => [...place],
      (one) => one,
    )
    const count = counter(tx)
    const asHolder = (
      { id: memberId, ...person }: (typeof all)[number]['person'],
      permissions: Permissions,
    ): Context => ({
      ...ctx,
      actor: { kind: 'job', memberId, ...person, owner: false, roles: [] },
      permissions,
    })
    const shown = await Promise.all(
      page.items.map(async ({ person, before, after: then, names }): Promise<Rehearsed> => {
        const asked = (Object.keys(nouns) as Noun[]).filter((noun) => nouns[noun].by.some((one) => names.includes(one)))
        const sides = [asHolder(person, before), asHolder(person, then)] as const
        const records = await Promise.all(asked.map((noun) => compare(count, noun, ...sides)))
        return {
          id: person.id,
          name: person.name,
          permissions: names.map((permission) => ({
            permission,
            before: before[permission] ?? null,
            after: then[permission] ?? null,
          })),
          records: records.filter(({ gained, lost }) => gained + lost > 0),
        }
      }),
    )
    return {
      holders: all.length,
      affected: all.filter(({ names }) => names.length > 0).length,
      shown,
      more: rest.length - shown.length,
      nextCursor: page.nextCursor,
    }
  },
})
export type Rehearsal = Awaited<ReturnType<typeof rehearseRole>>
