import { and, eq, isNull } from 'drizzle-orm'
import { noticeSwitches } from '@/db/schema/subscriptions'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed, unchanged } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { switchesOf } from '../choices'
import { noticesChosen } from '../events'
import { setSwitchInput } from '../schema'

/**
 * Lets a kind of notice reach oneself on a channel, or not, everywhere or in one project; null takes the choice back. The
 * trail says that one chose, not what: that is nobody else's.
 * @returns `enabled` what counts now, `before` what was chosen before, null for nothing. @throws 404
 */
export const setSwitch = defineCommand({
  name: 'notifications.set_switch',
  permission: 'member',
  input: setSwitchInput,
  async find({ tx, ctx, input: { project } }) {
    const found = project ? await findProject(tx, ctx, project, 'projects.projects.view') : undefined
    return { projectId: found?.id ?? null, permitted: true }
  },
  async run({ tx, ctx, input: { kind, channel, enabled }, subject: { projectId } }) {
    const organizationId = ctx.organization.id
    const memberId = memberOf(ctx)
    const about = { organizationId, memberId, kind, channel }
    const mine = and(
      eq(noticeSwitches.organizationId, organizationId),
      eq(noticeSwitches.memberId, memberId),
      eq(noticeSwitches.kind, kind),
      eq(noticeSwitches.channel, channel),
      projectId ? eq(noticeSwitches.projectId, projectId) : isNull(noticeSwitches.projectId),
    )
    const [row] = await tx.select({ enabled: noticeSwitches.enabled }).from(noticeSwitches).where(mine)
    const before = row?.enabled ?? null
    const counting = async () => {
      const now = await switchesOf(tx, ctx, [memberId], [kind], projectId)
      return { enabled: now(memberId, kind, channel), before }
    }
    if (before === enabled) return unchanged(await counting())
    if (enabled === null) await tx.delete(noticeSwitches).where(mine)
    else
      await tx
        .insert(noticeSwitches)
        .values({ ...about, projectId, enabled })
        .onConflictDoUpdate({
          target: [
            noticeSwitches.organizationId,
            noticeSwitches.memberId,
            noticeSwitches.kind,
            noticeSwitches.channel,
            noticeSwitches.projectId,
          ],
          set: { enabled },
        })
    return changed(await counting(), noticesChosen(memberId))
  },
})
