import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { clients } from '@/db/schema/clients'
import { invitations } from '@/db/schema/invitations'
import { leads } from '@/db/schema/leads'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { visibleClients } from '@/lib/clients/queries'
import { type Context, can, memberOf } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { visibleLeads } from '@/lib/leads/queries'
import { visibleProjects } from '@/lib/projects/queries'
import { visibleTasks } from '@/lib/tasks/find'
import { ofProject, visibleTickets } from '@/lib/tickets/find'
import { type DutyKind, duties, dutyKinds } from './duties'
import { findMember } from './find'
import { memberRefInput } from './schema'

type Item = { label: string; path: string }
export type Holdings = {
  kinds: { kind: DutyKind; count: number; required: boolean; items: Item[] }[]
  /** What ends with the membership and goes to nobody. */
  ends: { teams: number; shares: number }
}
/** Of each kind; who holds more than that sees how many more. */
const shown = 500

/** Ids of the rows that somebody holds. */
const heldIds = (kind: DutyKind, id: string, column = 'id'): SQL => {
  const { table, column: holder, open } = duties[kind]
  return sql`(select h.${sql.raw(column)} from ${sql.raw(table)} h
    where h.organization_id = app_org() and h.${sql.raw(holder)} = ${id} and ${sql.raw(open)})`
}

/** What they hold of each kind, as far as the reader may see them; how many there are is for whoever must hand them over. */
const firstOf: Record<DutyKind, (tx: Tx, ctx: Context, id: string) => Promise<Item[]>> = {
  salesperson: (tx, ctx, id) => projectsIn(tx, ctx, heldIds('salesperson', id)),
  verifier: (tx, ctx, id) => projectsIn(tx, ctx, heldIds('verifier', id)),
  manager: (tx, ctx, id) => projectsIn(tx, ctx, heldIds('manager', id)),
  projects: (tx, ctx, id) => projectsIn(tx, ctx, heldIds('projects', id, 'project_id')),
  tasks: async (tx, ctx, id) => {
    const rows = await tx
      .select({ key: projects.key, number: tasks.number, title: tasks.title })
      .from(tasks)
      .innerJoin(projects, and(eq(projects.organizationId, tasks.organizationId), eq(projects.id, tasks.projectId)))
      .where(and(visibleTasks(ctx), sql`${tasks.id} in ${heldIds('tasks', id)}`))
      .orderBy(tasks.id)
      .limit(shown)
    return rows.map(({ key, number, title }) => ({
      label: `${key}-${number} ${title}`,
      path: `tasks/${key}-${number}`,
    }))
  },
  tickets: async (tx, ctx, id) => {
    const rows = await tx
      .select({ number: tickets.number, title: tickets.title })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(and(visibleTickets(ctx), sql`${tickets.id} in ${heldIds('tickets', id)}`))
      .orderBy(tickets.id)
      .limit(shown)
    return rows.map(({ number, title }) => ({ label: `SUP-${number} ${title}`, path: `tickets/SUP-${number}` }))
  },
  clients: async (tx, ctx, id) => {
    const rows = await tx
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(and(visibleClients(ctx), sql`${clients.id} in ${heldIds('clients', id)}`))
      .orderBy(clients.id)
      .limit(shown)
    return rows.map((row) => ({ label: row.name, path: `clients/${row.id}` }))
  },
  leads: async (tx, ctx, id) => {
    const rows = await tx
      .select({ id: leads.id, company: leads.company })
      .from(leads)
      .where(and(visibleLeads(ctx), sql`${leads.id} in ${heldIds('leads', id)}`))
      .orderBy(leads.id)
      .limit(shown)
    return rows.map((row) => ({ label: row.company, path: `leads/${row.id}` }))
  },
  invitations: async (tx, ctx, id) => {
    if (!can(ctx, 'organization.members.invite')) return []
    const rows = await tx
      .select({ email: invitations.email })
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, ctx.organization.id),
          sql`${invitations.id} in ${heldIds('invitations', id)}`,
        ),
      )
      .orderBy(invitations.id)
      .limit(shown)
    return rows.map(({ email }) => ({ label: email, path: 'members' }))
  },
}

async function projectsIn(tx: Tx, ctx: Context, ids: SQL): Promise<Item[]> {
  const rows = await tx
    .select({ key: projects.key, title: projects.title })
    .from(projects)
    .where(and(visibleProjects(ctx), sql`${projects.id} in ${ids}`))
    .orderBy(projects.key)
    .limit(shown)
  return rows.map(({ key, title }) => ({ label: `${key} ${title}`, path: `projects/${key}` }))
}

async function holdingsOf(tx: Tx, ctx: Context, id: string): Promise<Holdings> {
  const counted = sql.join(
    dutyKinds.map(
      (kind) =>
        sql`(select count(*)::int from ${heldIds(kind, id, duties[kind].column)} held) as ${sql.identifier(kind)}`,
    ),
    sql`, `,
  )
  const [[counts], ...items] = await Promise.all([
    tx.execute<Record<DutyKind | 'teams' | 'shares', number>>(sql`select ${counted},
      (select count(*)::int from team_members t where t.organization_id = app_org() and t.member_id = ${id}) as teams,
      (select count(*)::int from project_shares s join contacts c on c.organization_id = s.organization_id and c.id = s.contact_id
        where s.organization_id = app_org() and c.member_id = ${id}) as shares`),
    ...dutyKinds.map((kind) => firstOf[kind](tx, ctx, id)),
  ])
  const kinds = dutyKinds.map((kind, at) => ({
    kind,
    count: counts?.[kind] ?? 0,
    required: duties[kind].required ?? false,
    items: items[at] ?? [],
  }))
  return {
    kinds: kinds.filter(({ count }) => count > 0),
    ends: { teams: counts?.teams ?? 0, shares: counts?.shares ?? 0 },
  }
}

/** What a member holds that somebody must take over before they are removed. */
export const memberHoldings = defineQuery({
  name: 'members.holdings',
  permission: 'organization.members.remove',
  input: memberRefInput,
  async run({ tx, ctx, input }) {
    const { id } = await findMember(tx, ctx, input.member)
    return holdingsOf(tx, ctx, id)
  },
})

/** The same of oneself, before leaving. */
export const ownHoldings = defineQuery({
  name: 'members.own_holdings',
  permission: 'member',
  input: z.strictObject({}),
  run: ({ tx, ctx }) => holdingsOf(tx, ctx, memberOf(ctx)),
})
