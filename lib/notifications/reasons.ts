import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { imports } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers } from '@/lib/members/active'
import type { Rules } from './ask'
import { followersOf, switchesOf } from './choices'
import { kindOf, type NoticeKind } from './kinds'
import { paymentRules } from './payment-reasons'
import { projectRules } from './project-reasons'
import { maySee } from './sees'
import { commentedOn, taskRules } from './task-reasons'
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
  'answered',
  'participant',
  'author',
  'watching',
  'client',
  'requested',
  'invited',
  'roles',
  'grants',
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

/** Who gets a notice, why, and on which channels. */
export type Recipient = {
  memberId: string
  reason: NoticeReason
  kind: NoticeKind
  /** What it tells of; the event's own type unless a rule says otherwise. */
  type: string
  taskId: string | null
  count: number
  product: boolean
  mail: boolean
}

/** Who hears of which event, and why. What is not listed here makes no notice. */
const rules: Rules = {
  ...paymentRules,
  ...projectRules,
  ...taskRules,
  ...ticketRules,
  'comment.created': (ask) => (ask.event.ticketId ? repliedTo(ask) : commentedOn(ask)),
  'export.finished': async ({ event }) => [
    { ids: [event.payload.memberId as string], reason: 'requested', kind: 'transfers' },
  ],
  'import.finished': async ({ tx, ctx, event }) => {
    const [row] = await tx
      .select({ starter: imports.createdById })
      .from(imports)
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, event.subjectId)))
    return [{ ids: [row?.starter], reason: 'requested', kind: 'transfers' }]
  },
  'member.roles_changed': async ({ event }) => [
    { ids: [event.payload.memberId as string], reason: 'roles', kind: 'access' },
  ],
  'member.removed': async ({ event }) => [
    { ids: event.payload.takers as string[], reason: 'assigned', kind: 'assigned' },
  ],
  'member.left': async ({ event, people }) => [
    { ids: event.payload.takers as string[], reason: 'assigned', kind: 'assigned' },
    { ids: people.filter(({ owner }) => owner).map(({ id }) => id), reason: 'admin', kind: 'access' },
  ],
  'grant.asked': async ({ people }) => [
    { ids: people.filter(({ owner }) => owner).map(({ id }) => id), reason: 'grants', kind: 'asked' },
  ],
  'access.asked': async ({ event }) => [{ ids: [event.payload.memberId as string], reason: 'grants', kind: 'asked' }],
  // Whoever started it, as long as they are here; otherwise who manages the project.
  'import.undone': async ({ tx, ctx, event, people }) => {
    if (!event.payload.tasks) return []
    const [row] = await tx
      .select({ starter: imports.createdById, manager: projects.managerId })
      .from(imports)
      .innerJoin(projects, and(eq(projects.organizationId, imports.organizationId), eq(projects.id, imports.projectId)))
      .where(and(eq(imports.organizationId, ctx.organization.id), eq(imports.id, event.subjectId)))
    return people.some(({ id }) => id === row?.starter)
      ? [{ ids: [row?.starter], reason: 'requested', kind: 'transfers' }]
      : [{ ids: [row?.manager], reason: 'staff', kind: 'transfers' }]
  },
  'invitation.accepted': async ({ event }) => [
    { ids: [event.payload.invitedById as string], reason: 'invited', kind: 'invitations' },
  ],
}

export const noticeTypes = Object.keys(rules)
/** What some of them are told as, instead of their own type. */
export const toldAs = ['project.handed_over']

/**
 * Who gets a notice of an event: each person once, for the strongest reason that they left switched on; never for their
 * own act, never of what they cannot see, and of what they muted only what asks them to act.
 */
export async function recipientsOf(tx: Tx, ctx: Context, event: EventFacts): Promise<Recipient[]> {
  const rule = rules[event.type]
  if (!rule) return []
  const [people, followers] = await Promise.all([activeMembers(tx, ctx), followersOf(tx, ctx, event)])
  const wanted = await rule({ tx, ctx, event, people, watching: followers.watching })
  const ids = [...new Set(wanted.flatMap((one) => one.ids))].filter((id): id is string => !!id)
  const kinds = [...new Set(wanted.map(({ kind }) => kind))]
  const on = await switchesOf(tx, ctx, ids, kinds, event.projectId)

  const chosen = new Map<string, Recipient>()
  for (const { ids, reason, kind, as, taskId, count } of wanted)
    for (const memberId of ids) {
      if (!memberId || memberId === event.actorMemberId || chosen.has(memberId)) continue
      if (followers.silenced(memberId) && !kindOf(kind)?.addressed) continue
      const [product, mail] = [on(memberId, kind, 'product'), on(memberId, kind, 'mail')]
      if (!product && !mail) continue
      const about = { taskId: taskId ?? event.taskId, count: count ?? 1 }
      chosen.set(memberId, { memberId, reason, kind, type: as ?? event.type, ...about, product, mail })
    }

  const seen = await Promise.all(
    [...chosen.values()].map(async (recipient) => {
      const person = people.find(({ id }) => id === recipient.memberId)
      return person && (await maySee(tx, ctx, { ...event, taskId: recipient.taskId }, person)) ? [recipient] : []
    }),
  )
  return seen.flat()
}
