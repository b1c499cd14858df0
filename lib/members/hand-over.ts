import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { invitations } from '@/db/schema/invitations'
import { memberRoles, members, teamMembers } from '@/db/schema/organizations'
import { projectMembers, projectShares, projects } from '@/db/schema/projects'
import { subscriptions } from '@/db/schema/subscriptions'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { conflict, invalidField } from '@/lib/core/errors'
import type { EventDraft } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { ofProject, visibleTickets } from '@/lib/tickets/find'
import { asSeenBy, type Colleague, requireColleagues } from './active'
import { type DutyKind, duties, dutyKinds } from './duties'
import { messages } from './messages'

/** Who takes over what; `everything` stands for the kinds that are not named. Null: nobody, where that is possible. */
export type Takers = { everything?: string | null } & Partial<Record<DutyKind, string | null>>
type Leaver = { id: string; name: string; userId: string }
type Moved = { kind: DutyKind; rows: { id: string; projectId: string | null }[]; taker: Colleague | null }

const words = messages.handOver

/** Nobody else decides about this person meanwhile; whoever gives them work waits, and finds them gone. @throws 409 `OWNER`, `LEFT` */
export async function holdLeaver(tx: Tx, ctx: Context, id: string): Promise<void> {
  const [row] = await tx
    .select({ status: members.status, owner: members.isOwner })
    .from(members)
    .where(and(eq(members.organizationId, ctx.organization.id), eq(members.id, id)))
    .for('update')
  if (row?.owner) throw conflict('OWNER', words.owner)
  if (row?.status === 'left') throw conflict('LEFT', 'This person has left already.')
}

/**
 * Gives everything that somebody holds to others and ends their membership, in the caller's transaction.
 * @returns what moved, as quiet events for the trail of each record @throws 400 at `takers.…` when nobody, or somebody who cannot, would hold it
 */
export async function handOver(tx: Tx, ctx: Context, leaver: Leaver, takers: Takers) {
  const people = await takersOf(tx, ctx, leaver, takers)
  const moved: Moved[] = []
  for (const kind of dutyKinds) {
    const wanted = takers[kind] === undefined ? (takers.everything ?? null) : takers[kind]
    const taker = (wanted && people.get(wanted)) || null
    const rows = await moves[kind](tx, ctx, leaver, taker)
    if (rows.length === 0) continue
    if (duties[kind].required && !taker) throw invalidField(`takers.${kind}`, words.needed[kind] ?? '', 'required')
    if (taker) await requireAble(tx, ctx, kind, taker, rows)
    moved.push({ kind, rows, taker })
  }
  await endMembership(tx, ctx, leaver)
  const counts = Object.fromEntries(
    moved.map(({ kind, rows, taker }) => [kind, { count: rows.length, to: taker?.name ?? null }]),
  )
  const takerIds = [...new Set(moved.flatMap(({ taker }) => taker?.id ?? []))]
  return { counts, takerIds, events: moved.flatMap((one) => eventsOf(leaver, one)) }
}

async function takersOf(tx: Tx, ctx: Context, leaver: Leaver, takers: Takers): Promise<Map<string, Colleague>> {
  const people = new Map<string, Colleague>()
  for (const [kind, id] of Object.entries(takers)) {
    if (!id || people.has(id)) continue
    if (id === leaver.id) throw invalidField(`takers.${kind}`, 'Choose somebody who stays.')
    for (const person of await requireColleagues(tx, ctx, `takers.${kind}`, [id])) people.set(person.id, person)
  }
  return people
}

type Move = (tx: Tx, ctx: Context, leaver: Leaver, taker: Colleague | null) => Promise<Moved['rows']>

/** A column that names its holder, on a table that carries a version. */
const column = (kind: DutyKind, projectId: 'h.id' | 'h.project_id' | 'null'): Move => {
  const { table, column, open } = duties[kind]
  const [name, holder] = [sql.raw(table), sql.raw(column)]
  return async (tx, ctx, leaver, taker) => [
    ...(await tx.execute<Moved['rows'][number]>(sql`
      update ${name} h set ${holder} = ${taker?.id ?? (duties[kind].required ? leaver.id : null)}::uuid, version = version + 1, updated_at = now()
      where h.organization_id = ${ctx.organization.id} and h.${holder} = ${leaver.id} and ${sql.raw(open)}
      returning h.id, ${sql.raw(projectId)}::uuid as "projectId"`)),
  ]
}

const moves: Record<DutyKind, Move> = {
  salesperson: column('salesperson', 'h.id'),
  verifier: column('verifier', 'h.id'),
  manager: column('manager', 'h.id'),
  tasks: column('tasks', 'h.project_id'),
  tickets: column('tickets', 'h.project_id'),
  clients: column('clients', 'null'),
  leads: column('leads', 'null'),
  /** The seat in a project that is over ends without an heir. */
  projects: async (tx, ctx, leaver, taker) => {
    const organizationId = ctx.organization.id
    const gone = await tx
      .delete(projectMembers)
      .where(and(eq(projectMembers.organizationId, organizationId), eq(projectMembers.memberId, leaver.id)))
      .returning({ id: projectMembers.projectId })
    if (gone.length === 0) return []
    const open = await tx
      .select({ id: projects.id })
      .from(projects)
      .where(
        and(
          eq(projects.organizationId, organizationId),
          inArray(
            projects.id,
            gone.map(({ id }) => id),
          ),
          sql`${projects.deletedAt} is null and ${projects.status} not in ('COMPLETED', 'CANCELLED')`,
        ),
      )
    if (taker && open.length > 0)
      await tx
        .insert(projectMembers)
        .values(open.map(({ id }) => ({ organizationId, projectId: id, memberId: taker.id })))
        .onConflictDoNothing()
    return open.map(({ id }) => ({ id, projectId: id }))
  },
  /** Whoever takes an invitation stands for it; without somebody who may invite it is taken back. */
  invitations: async (tx, ctx, leaver, taker) => {
    const heir = taker?.permissions['organization.members.invite'] ? taker : null
    const rows = await tx
      .update(invitations)
      .set(heir ? { invitedById: heir.id } : { revokedAt: sql`now()` })
      .where(
        and(
          eq(invitations.organizationId, ctx.organization.id),
          eq(invitations.invitedById, leaver.id),
          sql`accepted_at is null and revoked_at is null`,
        ),
      )
      .returning({ id: invitations.id })
    return rows.map(({ id }) => ({ id, projectId: null }))
  },
}

/** What each kind asks of whoever holds it, after projects have moved. @throws 400 at `takers.…` */
async function requireAble(tx: Tx, ctx: Context, kind: DutyKind, taker: Colleague, rows: Moved['rows']) {
  const ids = rows.map(({ id }) => id)
  const count = async (what: SQL) => Number((await tx.execute<{ n: number }>(what))[0]?.n ?? 0)
  const here = ctx.organization.id
  if (kind === 'verifier') {
    const own = await count(sql`select count(*)::int as n from payments p where p.organization_id = ${here}
      and p.status = 'PENDING' and p.recorded_by_id = ${taker.id} and ${inArray(sql`p.project_id`, ids)}`)
    if (own > 0) throw invalidField('takers.verifier', words.fourEyes(taker.name), 'four_eyes')
  }
  if (kind === 'tasks') {
    const outside =
      await count(sql`select count(*)::int as n from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
      where t.organization_id = ${here} and ${inArray(sql`t.id`, ids)}
        and ${taker.id}::uuid is distinct from p.salesperson_id and ${taker.id}::uuid is distinct from p.verifier_id
        and ${taker.id}::uuid is distinct from p.manager_id and not exists (select 1 from project_members m
          where m.organization_id = p.organization_id and m.project_id = p.id and m.member_id = ${taker.id})`)
    if (outside > 0) throw invalidField('takers.tasks', words.notOnProject(taker.name, outside), 'not_on_project')
  }
  if (kind === 'tickets') {
    const seen = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(and(visibleTickets(asSeenBy(ctx, taker)), inArray(tickets.id, ids)))
    if (!taker.permissions['support.tickets.edit'] || seen.length < ids.length)
      throw invalidField('takers.tickets', words.noTickets(taker.name), 'cannot')
  }
}

/** Roles, teams, what they watched, and what was shared with them as a client's contact. */
async function endMembership(tx: Tx, ctx: Context, { id }: Leaver): Promise<void> {
  const organizationId = ctx.organization.id
  const theirs = and(eq(contacts.organizationId, organizationId), eq(contacts.memberId, id))
  await tx
    .delete(projectShares)
    .where(
      and(
        eq(projectShares.organizationId, organizationId),
        inArray(projectShares.contactId, tx.select({ id: contacts.id }).from(contacts).where(theirs)),
      ),
    )
  await Promise.all([
    tx.update(contacts).set({ memberId: null, version: sql`version + 1` }).where(theirs),
    tx.delete(teamMembers).where(and(eq(teamMembers.organizationId, organizationId), eq(teamMembers.memberId, id))),
    tx.delete(memberRoles).where(and(eq(memberRoles.organizationId, organizationId), eq(memberRoles.memberId, id))),
    tx
      .delete(subscriptions)
      .where(and(eq(subscriptions.organizationId, organizationId), eq(subscriptions.memberId, id))),
  ])
  await tx
    .update(members)
    .set({ status: 'left', leftAt: sql`now()`, version: sql`version + 1` })
    .where(and(eq(members.organizationId, organizationId), eq(members.id, id)))
}

const fields: Record<DutyKind, { type: string; subject: EventDraft['subject']['type']; field: string }> = {
  salesperson: { type: 'project.staffed', subject: 'project', field: 'salespersonId' },
  verifier: { type: 'project.staffed', subject: 'project', field: 'verifierId' },
  manager: { type: 'project.staffed', subject: 'project', field: 'managerId' },
  projects: { type: 'project.staffed', subject: 'project', field: 'memberId' },
  tasks: { type: 'task.assigned', subject: 'task', field: 'assigneeId' },
  tickets: { type: 'ticket.assigned', subject: 'ticket', field: 'assigneeId' },
  clients: { type: 'client.updated', subject: 'client', field: 'ownerId' },
  leads: { type: 'lead.updated', subject: 'lead', field: 'ownerId' },
  invitations: { type: 'invitation.handed_over', subject: 'invitation', field: 'invitedBy' },
}

function eventsOf(leaver: Leaver, { kind, rows, taker }: Moved): EventDraft[] {
  const { type, subject, field } = fields[kind]
  return rows.map(({ id, projectId }) => ({
    type,
    subject: { type: subject, id },
    ...(projectId && { projectId }),
    before: { [field]: leaver.id },
    after: { [field]: taker?.id ?? null },
    quiet: true,
  }))
}
