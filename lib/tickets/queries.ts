import { and, asc, desc, eq, isNull, notInArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { auditLog } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { isHistory } from '@/lib/audit/scope'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { renderMarkdown } from '@/lib/core/markdown'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { projectIs, visibleProjects } from '@/lib/projects/queries'
import { ownMode } from '@/lib/subscriptions/scope'
import type { TaskStatus } from '@/lib/tasks/schema'
import { taskScope } from '@/lib/tasks/scope'
import { ofProject, speaksForTeam, ticketIs, ticketReaches, ticketRules, visibleTickets } from './find'
import { peopleOf } from './people'
import { clientStatuses, nextStatuses } from './policy'
import { listTicketsInput, type TicketStatus, ticketRefInput } from './schema'
import { showTicket } from './show'

const assignee = alias(members, 'assignee')
const requester = alias(members, 'requester')

/** What is due next; the same rule as `nextTarget`, for sorting and counting. */
const nextDue = sql`case when ${tickets.respondedAt} is null
  then least(${tickets.responseDueAt}, ${tickets.resolutionDueAt}) else ${tickets.resolutionDueAt} end`
const unresolved = notInArray(tickets.status, ['RESOLVED', 'CLOSED'])
const breached = and(unresolved, sql`${nextDue} < coalesce(${tickets.waitingSince}, now())`)

/** By time left: those whose clock runs, then those that wait for the client, then what was resolved last. */
const place = {
  group: sql<number>`case when ${tickets.resolvedAt} is not null then 2 when ${tickets.waitingSince} is not null then 1 else 0 end`,
  time: sql<number>`(case when ${tickets.resolvedAt} is not null then -extract(epoch from ${tickets.resolvedAt})
    else extract(epoch from ${nextDue}) end)::float8`,
}

const selection = { ticket: tickets, project: { id: projects.id, key: projects.key, title: projects.title } }
const named = {
  requester: { id: requester.id, name: requester.name },
  assignee: { id: assignee.id, name: assignee.name },
}
const ofRequester = and(eq(requester.organizationId, tickets.organizationId), eq(requester.id, tickets.createdById))
const ofAssignee = and(eq(assignee.organizationId, tickets.organizationId), eq(assignee.id, tickets.assigneeId))

/** Who a ticket is assigned to can be asked by those who may see people; everybody may ask for their own. */
function assignedTo(ctx: Context, who: string | undefined): SQL | undefined {
  if (who === undefined) return undefined
  if (who === 'me') return sql`${tickets.assigneeId} = ${ctx.actor.memberId}::uuid`
  if (!can(ctx, 'organization.members.view')) return sql`false`
  return who === 'none' ? isNull(tickets.assigneeId) : sql`${tickets.assigneeId} = ${who}::uuid`
}

const matching = (q: string | undefined): SQL | undefined =>
  q
    ? sql`(position(lower(${q}) in lower(${tickets.title})) > 0 or lower(${q}) = 'sup-' || ${tickets.number}::text)`
    : undefined

/** Tickets by time left. @returns `{ items: TicketCard[], nextCursor }` @throws 404 for a project that one does not see */
export const listTickets = defineQuery({
  name: 'tickets.list',
  permission: 'support.tickets.view',
  input: listTicketsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 3)
    const project = input.project
    const [rules, [known]] = await Promise.all([
      ticketRules(tx, ctx),
      project
        ? tx
            .select({ id: projects.id })
            .from(projects)
            .where(and(visibleProjects(ctx), projectIs(project)))
        : [{ id: null }],
    ])
    if (!known) throw notFound()
    const rows = await tx
      .select({ ...selection, ...named, ...place })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .innerJoin(requester, ofRequester)
      .leftJoin(assignee, ofAssignee)
      .where(
        and(
          visibleTickets(ctx),
          known.id ? eq(tickets.projectId, known.id) : undefined,
          input.status === 'UNRESOLVED' ? unresolved : input.status ? eq(tickets.status, input.status) : undefined,
          assignedTo(ctx, input.assignee),
          input.priority ? eq(tickets.priority, input.priority) : undefined,
          input.breached ? breached : undefined,
          matching(input.q),
          after
            ? sql`(${place.group}, ${place.time}, ${tickets.id}) > (${after[0]}::int, ${after[1]}::float8, ${after[2]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(asc(place.group), asc(place.time), asc(tickets.id))
      .limit(input.limit + 1)
    const now = new Date()
    return toPage(
      rows,
      input.limit,
      ({ ticket, group, time }) => [group, time, ticket.id],
      (row) => showTicket(ctx, rules, row, now),
    )
  },
})

/** What waits among the tickets that one sees: unresolved, past a target, waiting for the client, with nobody. */
export const countTickets = defineQuery({
  name: 'tickets.count',
  permission: 'support.tickets.view',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`
    const [row] = await tx
      .select({
        open: sql<number>`count(*)::int`,
        breached: count(sql`${breached}`),
        waiting: count(eq(tickets.status, 'WAITING_ON_CLIENT')),
        unassigned: count(isNull(tickets.assigneeId)),
        mine: count(sql`${tickets.assigneeId} = ${ctx.actor.memberId}::uuid`),
      })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(and(visibleTickets(ctx), unresolved))
    return row ?? { open: 0, breached: 0, waiting: 0, unassigned: 0, mine: 0 }
  },
})
export type TicketCounts = Awaited<ReturnType<typeof countTickets>>

/** The task of a ticket, as far as the reader sees it. */
async function taskOf(tx: Tx, ctx: Context, taskId: string | null) {
  if (!taskId || !can(ctx, 'tasks.tasks.view')) return null
  const [task] = await tx
    .select({
      id: tasks.id,
      key: sql<string>`${projects.key} || '-' || ${tasks.number}`,
      title: tasks.title,
      status: tasks.status,
    })
    .from(tasks)
    .innerJoin(projects, and(eq(projects.organizationId, tasks.organizationId), eq(projects.id, tasks.projectId)))
    .where(
      and(
        eq(tasks.organizationId, ctx.organization.id),
        eq(tasks.id, taskId),
        isNull(tasks.deletedAt),
        taskScope(ctx, 'tasks.tasks.view'),
      ),
    )
  return task ? { ...task, status: task.status as TaskStatus } : null
}

/** One ticket with its targets, its task and what the reader may do with it. @throws 404 */
export const getTicket = defineQuery({
  name: 'tickets.get',
  permission: 'support.tickets.view',
  one: true,
  input: ticketRefInput,
  async run({ tx, ctx, input }) {
    const [rules, [row]] = await Promise.all([
      ticketRules(tx, ctx),
      tx
        .select({
          ...selection,
          ...named,
          subscription: ownMode(ctx, {
            organizationId: tickets.organizationId,
            projectId: tickets.projectId,
            ticketId: tickets.id,
          }),
          may: {
            edit: ticketReaches(ctx, 'support.tickets.edit'),
            assign: ticketReaches(ctx, 'support.tickets.assign'),
            escalate: ticketReaches(ctx, 'support.tickets.escalate'),
            comment: ticketReaches(ctx, 'tasks.comments.create'),
          },
        })
        .from(tickets)
        .innerJoin(projects, ofProject)
        .innerJoin(requester, ofRequester)
        .leftJoin(assignee, ofAssignee)
        .where(and(visibleTickets(ctx), ticketIs(input.ticket))),
    ])
    if (!row) throw notFound()
    const { ticket, may } = row
    const team = speaksForTeam(ctx)
    const [task, people] = await Promise.all([
      taskOf(tx, ctx, ticket.taskId),
      can(ctx, 'organization.members.view')
        ? peopleOf(tx, ctx, { projectId: ticket.projectId, with: [ticket.createdById, ticket.assigneeId] })
        : [],
    ])
    const next = nextStatuses[ticket.status as TicketStatus]
    return {
      ...showTicket(ctx, rules, row, new Date()),
      description: ticket.description,
      html: renderMarkdown(ticket.description),
      responseDueAt: ticket.responseDueAt,
      resolutionDueAt: ticket.resolutionDueAt,
      respondedAt: ticket.respondedAt,
      waitingSince: ticket.waitingSince,
      resolvedAt: ticket.resolvedAt,
      closedAt: ticket.closedAt,
      task,
      /** The statuses that the reader may choose from here. */
      moves: may.edit ? next.filter((status) => team || clientStatuses.includes(status)) : [],
      may: { ...may, prioritize: may.edit && team, link: may.edit && team, delete: may.assign },
      people,
      subscription: row.subscription,
    }
  },
})
export type Ticket = Awaited<ReturnType<typeof getTicket>>

/** What happened to a ticket, newest first, for the team that sees it: who, what, and why. @throws 404 */
export const ticketHistory = defineQuery({
  name: 'tickets.history',
  permission: 'tasks.comments.view_internal',
  one: true,
  input: ticketRefInput,
  async run({ tx, ctx, input }) {
    const [seen] = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(and(visibleTickets(ctx), ticketIs(input.ticket)))
    if (!seen) throw notFound()
    const rows = await tx
      .select()
      .from(auditLog)
      .where(
        and(
          eq(auditLog.organizationId, ctx.organization.id),
          isHistory,
          eq(auditLog.subjectType, 'ticket'),
          eq(auditLog.subjectId, seen.id),
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(50)
    return rows.map((row) => ({
      id: row.id,
      at: row.at,
      event: row.event,
      actor: { kind: row.actorKind, memberId: row.actorMemberId, name: row.actorName },
      subject: { type: row.subjectType, id: row.subjectId },
      projectId: row.projectId,
      before: row.before as Record<string, unknown> | null,
      after: row.after as Record<string, unknown> | null,
      reason: row.reason,
      // From where somebody acted is for those who read the whole trail.
      address: null,
      requestId: null,
    }))
  },
})
