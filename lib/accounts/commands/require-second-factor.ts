import { and, eq, not } from 'drizzle-orm'
import { members, organizations } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { hasFactor } from '../passkeys'
import { requireSecondFactorInput } from '../schema'

/**
 * Whether everybody in the organization needs a second factor. Members without one are led to set it up from their next
 * request on, and their sockets end. @throws 409 `SECOND_FACTOR_FIRST` from somebody who has none themselves
 */
export const requireSecondFactor = defineCommand({
  name: 'accounts.require_second_factor',
  permission: 'organization.settings.edit',
  input: requireSecondFactorInput,
  async run({ tx, ctx, input }) {
    const { id } = ctx.organization
    const here = eq(organizations.id, id)
    const [before] = await tx.select({ on: organizations.secondFactorRequired }).from(organizations).where(here)
    if (before?.on === input.secondFactorRequired) return unchanged(input)
    const without = await tx
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.organizationId, id), eq(members.status, 'active'), not(hasFactor(members.userId))))
    const mine = ctx.actor.kind === 'system' ? undefined : ctx.actor.userId
    if (input.secondFactorRequired && without.some(({ userId }) => userId === mine))
      throw conflict('SECOND_FACTOR_FIRST', 'Set up a second factor for yourself first, on your account page.')
    await tx
      .update(organizations)
      // Not a part of the settings' form: whoever has that open is not behind.
      .set(input)
      .where(here)
    return changed(input, {
      type: 'organization.settings_changed',
      subject: { type: 'organization', id },
      before: { secondFactorRequired: before?.on ?? false },
      after: input,
      payload: input.secondFactorRequired ? { disconnect: without.map(({ userId }) => userId) } : {},
    })
  },
})
