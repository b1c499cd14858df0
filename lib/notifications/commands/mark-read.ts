import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { notifications, outbox } from '@/db/schema/events'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { unchanged } from '@/lib/core/events'
import { unreadIds } from '../queries'
import { markReadInput } from '../schema'

/**
 * Marks one's own notices as read, or as unread again: those named, or all that one may still see. Other tabs of the same
 * person hear of it. @returns `read` how many changed, `ids` up to 200 of them
 */
export const markRead = defineCommand({
  name: 'notifications.mark_read',
  permission: 'member',
  input: markReadInput,
  async run({ tx, ctx, input: { ids, read } }) {
    const me = memberOf(ctx)
    const rows = await tx
      .update(notifications)
      .set({ readAt: read ? sql`now()` : null })
      .where(
        and(
          eq(notifications.organizationId, ctx.organization.id),
          eq(notifications.memberId, me),
          read ? isNull(notifications.readAt) : isNotNull(notifications.readAt),
          inArray(notifications.id, ids ?? unreadIds(tx, ctx)),
        ),
      )
      .returning({ id: notifications.id })
    if (rows.length > 0)
      await tx.insert(outbox).values({
        organizationId: ctx.organization.id,
        type: 'notification.read',
        subjectType: 'notification',
        subjectId: rows[0]?.id ?? me,
        payload: { memberId: me },
      })
    return unchanged({ read: rows.length, ids: rows.slice(0, 200).map(({ id }) => id) })
  },
})
