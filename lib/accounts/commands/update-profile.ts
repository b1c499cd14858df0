import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { defineLoginCommand } from '@/lib/core/account-command'
import { difference } from '@/lib/core/events'
import { followInOrganizations } from '../follow'
import { updateProfileInput } from '../schema'

/** Changes one's name, time zone and locale; colleagues see the new name everywhere. */
export const updateProfile = defineLoginCommand({
  name: 'accounts.update_profile',
  input: updateProfileInput,
  async run({ tx, request, login: { user }, input }) {
    const data = { ...input }
    const { changed, before, after } = difference(
      { name: user.name, timeZone: user.timeZone, locale: user.locale },
      input,
    )
    if (!changed) return { data, events: [] }
    await tx.update(users).set(input).where(eq(users.id, user.id))
    if (input.name !== user.name) await followInOrganizations(tx, request, user, { name: input.name })
    const actor = { userId: user.id, name: input.name }
    return {
      data,
      events: [
        { type: 'user.updated', subject: { type: 'user' as const, id: user.id }, actor, before, after, quiet: true },
      ],
    }
  },
})
