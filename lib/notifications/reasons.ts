import { and, eq, isNull } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { imports, tasks } from '@/db/schema/tasks'
import { seesTask } from '@/lib/comments/mentionable'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, asSeenBy, type Colleague } from '@/lib/members/active'
import { visiblePayments } from '@/lib/payments/queries'
import { visibleProjects } from '@/lib/projects/queries'
import { seesTicket } from '@/lib/tickets/people'
import { type Ask, idsWhere, isAdmin, projectOf, type Rules, type Wanted } from './ask'
import { repliedTo, ticketRules } from './ticket-reasons'

/** Why somebody gets a notice; shown with it. */
export const noticeReasons = [
  'verify',
  'recorded',
  'staff',
  'admin',
  'assigned',
  'requester',
  'support',
  'escalated',
  'mentioned',
  'participant',
  'requested',
  'invited',
] as const
export type NoticeReason = (typeof noticeReasons)[number]

/** What a job knows of an event: ids, and what its payload names. */
export type EventFacts = {
  eventId: string
  organizationId: string
  type: string
  subjectType: string
  subjectId: string
  projectId: string | null
  taskId: string | null
  ticketId: string | null
  actorMemberId: string | null
  payload: Record<string, unknown>
}

export type Recipient = { memberId: string; reason: NoticeReason; mail: boolean }

export const mayVerify = (person: Colleague) => person.permissions['finance.payments.verify'] !== undefined

async function paymentOf({ tx, ctx, event }: Ask) {
  const [payment] = await tx
    .select()
    .from(payments)
    .where(and(eq(payments.organizationId, ctx.organization.id), eq(payments.id, event.subjectId)))
  return payment
}

/** Who is asked about a payment: the project's verifier, or everybody who may verify. */
async function verifiers(ask: Ask): Promise<string[]> {
  const project = await projectOf(ask)
  const named = ask.people.find((person) => person.id === project?.verifierId && mayVerify(person))
  const pure = idsWhere(ask.people, (person) => mayVerify(person) && !isAdmin(person))
  return named ? [named.id] : pure.length > 0 ? pure : idsWhere(ask.people, mayVerify)
}

/** A comment on a task, or on a project as a whole. */
async function commentedOn({ tx, ctx, event }: Ask): Promise<Wanted[]> {
  const { taskId, projectId } = event
  const about = taskId
    ? eq(comments.taskId, taskId)
    : and(eq(comments.projectId, projectId ?? ''), isNull(comments.taskId), isNull(comments.ticketId))
  const [others, [task]] = await Promise.all([
    tx
      .selectDistinct({ id: comments.authorId })
      .from(comments)
      .where(and(eq(comments.organizationId, ctx.organization.id), about)),
    taskId
      ? tx
          .select({ author: tasks.createdById, assignee: tasks.assigneeId })
          .from(tasks)
          .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, taskId)))
      : [],
  ])
  return [
    { ids: (event.payload.mentioned as string[]) ?? [], reason: 'mentioned', mail: true },
    { ids: [task?.assignee], reason: 'assigned', mail: false },
    { ids: [task?.author, ...others.map((row) => row.id)], reason: 'participant', mail: false },
  ]
}

/** Who hears of which event, and why. What is not listed here makes no notice. */
const rules: Rules = {
  ...ticketRules,
  'payment.recorded': async (ask) => [{ ids: await verifiers(ask), reason: 'verify', mail: true }],
  'payment.reminded': async (ask) => [{ ids: await verifiers(ask), reason: 'verify', mail: true }],
  'payment.escalated': async (ask) => [{ ids: idsWhere(ask.people, isAdmin), reason: 'admin', mail: true }],
  'payment.verified': async (ask) => {
    const [payment, project] = await Promise.all([paymentOf(ask), projectOf(ask)])
    return [
      { ids: [payment?.recordedById], reason: 'recorded', mail: true },
      { ids: [project?.salespersonId, project?.managerId], reason: 'staff', mail: false },
    ]
  },
  'payment.rejected': async (ask) => {
    const [payment, project] = await Promise.all([paymentOf(ask), projectOf(ask)])
    return [
      { ids: [payment?.recordedById], reason: 'recorded', mail: true },
      { ids: [project?.salespersonId], reason: 'staff', mail: true },
    ]
  },
  'project.activated': async (ask) => {
    const project = await projectOf(ask)
    return [
      { ids: [project?.salespersonId, project?.managerId], reason: 'staff', mail: true },
      { ids: idsWhere(ask.people, isAdmin), reason: 'admin', mail: true },
    ]
  },
  'project.staffed': async ({ event }) => [
    { ids: (event.payload.joining as string[]) ?? [], reason: 'staff', mail: true },
  ],
  'task.assigned': async ({ event }) => [
    { ids: [event.payload.assigneeId as string | null], reason: 'assigned', mail: true },
  ],
  'comment.created': (ask) => (ask.event.ticketId ? repliedTo(ask) : commentedOn(ask)),
  'export.finished': async ({ event }) => [
    { ids: [event.payload.memberId as string], reason: 'requested', mail: false },
  ],
  'import.finished': async ({ tx, ctx, event }) => {
    const [row] = await tx
      .select({ starter: imports.createdById })
      .from(imports)
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, event.subjectId)))
    return [{ ids: [row?.starter], reason: 'requested', mail: false }]
  },
  'invitation.accepted': async ({ event }) => [
    { ids: [event.payload.invitedById as string], reason: 'invited', mail: false },
  ],
}

export const noticeTypes = Object.keys(rules)

/** Whether a person may see what a notice would speak of; the same predicates that pages use. */
async function maySee({ tx, ctx, event }: Ask, person: Colleague): Promise<boolean> {
  const theirs = asSeenBy(ctx, person)
  if (event.taskId && !(await seesTask(tx, ctx, person, event.taskId))) return false
  if (event.ticketId && !(await seesTicket(tx, ctx, person, event.ticketId))) return false
  if (event.type === 'comment.created') {
    const [comment] = await tx
      .select({ shared: comments.shared })
      .from(comments)
      .where(and(eq(comments.organizationId, ctx.organization.id), eq(comments.id, event.subjectId)))
    if (!comment || !(comment.shared || person.permissions['tasks.comments.view_internal'])) return false
  }
  if (event.subjectType === 'payment') {
    const [seen] = await tx
      .select({ id: payments.id })
      .from(payments)
      .innerJoin(
        projects,
        and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId)),
      )
      .where(and(visiblePayments(theirs), eq(payments.id, event.subjectId)))
    return seen !== undefined
  }
  // A comment on a project as a whole is seen with the project.
  const onProject = event.subjectType === 'comment' && !event.taskId && !event.ticketId
  if (event.subjectType === 'project' || onProject) {
    const [seen] = await tx
      .select({ id: projects.id })
      .from(projects)
      .where(and(visibleProjects(theirs), eq(projects.id, event.projectId ?? event.subjectId)))
    return seen !== undefined
  }
  return true
}

/** Who gets a notice of an event: each person once, for the strongest reason; never for their own act, never of what they cannot see. */
export async function recipientsOf(tx: Tx, ctx: Context, event: EventFacts): Promise<Recipient[]> {
  const rule = rules[event.type]
  if (!rule) return []
  const ask: Ask = { tx, ctx, event, people: await activeMembers(tx, ctx) }
  const chosen = new Map<string, Recipient>()
  for (const { ids, reason, mail } of await rule(ask))
    for (const id of ids)
      if (id && id !== event.actorMemberId && !chosen.has(id)) chosen.set(id, { memberId: id, reason, mail })

  const kept: Recipient[] = []
  for (const recipient of chosen.values()) {
    const person = ask.people.find(({ id }) => id === recipient.memberId)
    if (person && (await maySee(ask, person))) kept.push(recipient)
  }
  return kept
}
