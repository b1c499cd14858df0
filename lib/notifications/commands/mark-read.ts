import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notifications, outbox } from '@/db/schema/events'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { unchanged } from '@/lib/core/events'
import { idInput } from '@/lib/core/text'

/** Marks one's own notices as read: those named, or all. Other tabs of the same person hear of it. */
export const markRead = defineCommand({
  name: 'notifications.mark_read',
  permission: 'member',
  input: z.strictObject({ ids: z.array(idInput).min(1).max(200).optional() }),
  async run({ tx, ctx, input }) {
    const me = memberOf(ctx)
    const rows = await tx
      .update(notifications)
      .set({ readAt: sql`now()` })
      .where(
        and(
          eq(notifications.organizationId, ctx.organization.id),
          eq(notifications.memberId, me),
          isNull(notifications.readAt),
          input.ids ? inArray(notifications.id, input.ids) : undefined,
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
    return unchanged({ read: rows.length })
  },
})
