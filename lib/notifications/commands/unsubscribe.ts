import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { noticeSwitches } from '@/db/schema/subscriptions'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { idInput } from '@/lib/core/text'
import { noticesChosen } from '../events'
import { noticeKindInput } from '../schema'

/** Stops mails of one kind for a member, in every project; whoever holds the link of such a mail may ask. Again is the same as once. */
export const unsubscribe = defineCommand({
  name: 'notifications.unsubscribe',
  permission: 'system',
  input: z.strictObject({ memberId: idInput, kind: noticeKindInput }),
  async run({ tx, ctx, input: { memberId, kind } }) {
    const organizationId = ctx.organization.id
    const mine = and(
      eq(noticeSwitches.organizationId, organizationId),
      eq(noticeSwitches.memberId, memberId),
      eq(noticeSwitches.kind, kind),
      eq(noticeSwitches.channel, 'mail'),
    )
    const before = await tx.select().from(noticeSwitches).where(mine)
    if (before.length === 1 && before[0]?.projectId === null && !before[0].enabled) return unchanged({ kind })
    await tx.delete(noticeSwitches).where(and(mine, isNotNull(noticeSwitches.projectId)))
    await tx
      .insert(noticeSwitches)
      .values({ organizationId, memberId, kind, channel: 'mail', enabled: false })
      .onConflictDoUpdate({
        target: [
          noticeSwitches.organizationId,
          noticeSwitches.memberId,
          noticeSwitches.kind,
          noticeSwitches.channel,
          noticeSwitches.projectId,
        ],
        set: { enabled: false },
      })
    return changed({ kind }, noticesChosen(memberId))
  },
})
