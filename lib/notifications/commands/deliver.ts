import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { notifications, outbox } from '@/db/schema/events'
import { defineCommand, newId } from '@/lib/core/command'
import { unchanged } from '@/lib/core/events'
import { firstTime } from '@/lib/core/inbox'
import { type EventFacts, recipientsOf } from '../reasons'

const input = z.custom<EventFacts>((value) => typeof value === 'object' && value !== null && 'eventId' in value)

/**
 * Writes the notices of one event, once, and tells the recipients' open screens. A notice is a delivery, not a change of
 * anybody's data: it has no audit row of its own.
 * @returns `{ memberIds }` who got one, and `mail` who also gets a mail
 */
export const deliverNotifications = defineCommand({
  name: 'notifications.deliver',
  permission: 'system',
  input,
  async run({ tx, ctx, input: event }) {
    const organizationId = ctx.organization.id
    const recipients = await recipientsOf(tx, ctx, event)
    const data = {
      memberIds: recipients.map((recipient) => recipient.memberId),
      mail: recipients.filter((recipient) => recipient.mail).map((recipient) => recipient.memberId),
    }
    if (!(await firstTime(tx, ctx, 'notifications', event.eventId))) {
      const rows = await tx
        .select({ memberId: notifications.memberId })
        .from(notifications)
        .where(and(eq(notifications.organizationId, organizationId), eq(notifications.eventId, event.eventId)))
      const got = rows.map((row) => row.memberId)
      return unchanged({ memberIds: got, mail: data.mail.filter((id) => got.includes(id)) })
    }
    if (recipients.length === 0) return unchanged(data)

    const rows = recipients.map(({ memberId, reason }) => ({
      organizationId,
      id: newId(),
      memberId,
      reason,
      eventId: event.eventId,
      type: event.type,
      subjectType: event.subjectType,
      subjectId: event.subjectId,
      projectId: event.projectId,
      taskId: event.taskId,
      ticketId: event.ticketId,
      actorMemberId: event.actorMemberId,
    }))
    await tx.insert(notifications).values(rows)
    await tx.insert(outbox).values(
      rows.map((row) => ({
        organizationId,
        type: 'notification.created',
        subjectType: 'notification',
        subjectId: row.id,
        payload: { memberId: row.memberId },
      })),
    )
    return unchanged(data)
  },
})
