import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notifications, outbox } from '@/db/schema/events'
import { defineCommand, newId } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { unchanged } from '@/lib/core/events'
import { firstTime } from '@/lib/core/inbox'
import type { Tx } from '@/lib/core/transaction'
import { lockBursts, mailedOf, openNotices } from '../bursts'
import { type EventFacts, type Recipient, recipientsOf } from '../reasons'

const input = z.custom<EventFacts>((value) => typeof value === 'object' && value !== null && 'eventId' in value)

/** What a mail is made from, besides its event. */
export type MailOrder = Pick<Recipient, 'memberId' | 'reason' | 'kind' | 'type' | 'taskId' | 'count'>

const orderOf = ({ memberId, reason, kind, type, taskId, count }: Recipient): MailOrder => ({
  memberId,
  reason,
  kind,
  type,
  taskId,
  count,
})

/**
 * Writes the notices of one event, once, and tells the recipients' open screens; an unread notice of the same burst is
 * counted up instead. A notice is a delivery, not a change of anybody's data: it has no audit row of its own.
 * @returns `memberIds` of those who were told in the product, and `mail` for each mail that goes out
 */
export const deliverNotifications = defineCommand({
  name: 'notifications.deliver',
  permission: 'system',
  input,
  async run({ tx, ctx, input: event }) {
    const recipients = await recipientsOf(tx, ctx, event)
    await lockBursts(tx, event, recipients)
    const first = await firstTime(tx, ctx, 'notifications', event.eventId)
    const mailed = await mailedOf(tx, ctx, event, recipients)
    const told = recipients.filter(({ product }) => product)
    if (first) await write(tx, ctx, event, told)
    return unchanged({ memberIds: told.map(({ memberId }) => memberId), mail: mailed.map(orderOf) })
  },
})

async function write(tx: Tx, ctx: Context, event: EventFacts, told: Recipient[]): Promise<void> {
  if (told.length === 0) return
  const organizationId = ctx.organization.id
  const open = await openNotices(tx, ctx, event, told)
  const rowOf = ({ memberId, reason, kind, type, taskId, count }: Recipient) => ({
    // A joined notice gets a new id too: it moves to the top, and a screen that shows the old one cannot mark it as read.
    id: newId(),
    memberId,
    reason,
    kind,
    type,
    taskId,
    count,
    eventId: event.eventId,
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    projectId: event.projectId,
    ticketId: event.ticketId,
    actorMemberId: event.actorMemberId,
  })
  const rows = told.map(rowOf)
  const fresh = rows.filter(({ memberId }) => !open.has(memberId))
  if (fresh.length > 0) await tx.insert(notifications).values(fresh.map((row) => ({ organizationId, ...row })))
  for (const { memberId, count, ...row } of rows) {
    const joined = open.get(memberId)
    if (joined)
      await tx
        .update(notifications)
        .set({ ...row, count: sql`${notifications.count} + ${count}`, createdAt: sql`now()`, readAt: null })
        .where(and(eq(notifications.organizationId, organizationId), eq(notifications.id, joined)))
  }
  await tx.insert(outbox).values(
    rows.map(({ id, memberId }) => ({
      organizationId,
      type: 'notification.created',
      subjectType: 'notification',
      subjectId: id,
      payload: { memberId },
    })),
  )
}
