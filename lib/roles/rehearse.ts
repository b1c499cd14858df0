import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { visibleClients } from '@/lib/clients/queries'
import { type Context, effectivePermissions, memberOf } from '@/lib/core/context'
import { noteOnce } from '@/lib/core/noted'
import { record } from '@/lib/core/outbox'
import { type Grant, nestPermissions, type Permission, type Permissions, readPermissions } from '@/lib/core/permissions'
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

/** How many holders are looked at one by one. */
const most = 20

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

async function compare(tx: Tx, noun: Noun, before: Context, after: Context): Promise<Seen> {
  const { from, visible } = nouns[noun]
  const [then, now] = [visible(before), visible(after)].map((where) => sql`coalesce((${where}), false)`)
  const [row] = await tx.execute<{ gained: number; lost: number }>(sql`
    select (count(*) filter (where ${now} and not ${then}))::int as gained,
      (count(*) filter (where ${then} and not ${now}))::int as lost from ${from}`)
  return { noun, gained: row?.gained ?? 0, lost: row?.lost ?? 0 }
}

/** The first active holders by name with all that they hold, and how many there are. The owner loses nothing by it. */
async function holdersOf(tx: Tx, ctx: Context, roleId: string) {
  const holding = and(
    eq(members.organizationId, ctx.organization.id),
    eq(members.status, 'active'),
    ne(members.isOwner, true),
    sql`exists (select 1 from member_roles mr where mr.organization_id = ${members.organizationId}
      and mr.member_id = ${members.id} and mr.role_id = ${roleId})`,
  )
  const [people, [counted]] = await Promise.all([
    tx.select().from(members).where(holding).orderBy(sql`lower(${members.name})`, asc(members.id)).limit(most),
    tx.select({ total: sql<number>`count(*)::int` }).from(members).where(holding),
  ])
  const ids = people.map(({ id }) => id)
  const held =
    ids.length === 0
      ? []
      : await tx
          .select({ member: memberRoles.memberId, id: roles.id, permissions: roles.permissions })
          .from(memberRoles)
          .innerJoin(roles, and(eq(roles.organizationId, memberRoles.organizationId), eq(roles.id, memberRoles.roleId)))
          .where(
            and(
              eq(memberRoles.organizationId, ctx.organization.id),
              inArray(memberRoles.memberId, ids),
              eq(roles.active, true),
            ),
          )
  return { people, held, total: counted?.total ?? 0 }
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
 * What a role with other permissions would change for those who hold it: the permissions and the records that each gains
 * and loses, by the predicates that every list uses. Nothing is written. @throws 404
 */
export const rehearseRole = defineQuery({
  name: 'roles.rehearse',
  permission: 'organization.roles.manage',
  input: rehearsalInput,
  async run({ tx, ctx, input }) {
    await tx.execute(sql`set transaction read only`)
    const role = await findRole(tx, ctx, input.role)
    const { people, held, total } = await holdersOf(tx, ctx, role.id)
    noteRehearsal(ctx, role, readPermissions(input.permissions))
    const wanted = role.active ? nestPermissions(readPermissions(input.permissions)) : role.permissions
    const merged = (member: string, instead: unknown): Permissions =>
      effectivePermissions(
        false,
        held
          .filter((one) => one.member === member)
          .map(({ id, permissions }) => ({ permissions: id === role.id ? instead : permissions })),
        ctx.organization.modulesOff,
      )
    const asHolder = (person: (typeof people)[number], permissions: Permissions): Context => {
      const { id: memberId, userId, name, email } = person
      return { ...ctx, actor: { kind: 'job', memberId, userId, name, email, owner: false, roles: [] }, permissions }
    }
    const shown: Rehearsed[] = []
    for (const person of people) {
      const [before, after] = [merged(person.id, role.permissions), merged(person.id, wanted)]
      const changes = changesOf(before, after)
      const asked = (Object.keys(nouns) as Noun[]).filter((noun) =>
        nouns[noun].by.some((permission) => changes.names.includes(permission)),
      )
      const counted = await Promise.all(
        asked.map((noun) => compare(tx, noun, asHolder(person, before), asHolder(person, after))),
      )
      shown.push({
        id: person.id,
        name: person.name,
        permissions: changes.names.map((permission) => ({
          permission,
          before: before[permission] ?? null,
          after: after[permission] ?? null,
        })),
        records: counted.filter(({ gained, lost }) => gained + lost > 0),
      })
    }
    return { shown, more: Math.max(0, total - people.length) }
  },
})
export type Rehearsal = Awaited<ReturnType<typeof rehearseRole>>
