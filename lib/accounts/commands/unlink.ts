import { and, eq } from 'drizzle-orm'
import { userIdentities } from '@/db/schema/accounts'
import { defineLoginCommand } from '@/lib/core/account-command'
import { conflict, notFound } from '@/lib/core/errors'
import { unlinkInput } from '../schema'

/** Takes a login elsewhere off one's account. @throws 404 · 409 `NO_PASSWORD` where it is the only way in */
export const unlink = defineLoginCommand({
  name: 'accounts.unlink',
  input: unlinkInput,
  async run({ tx, login: { user }, input }) {
    if (!user.passwordHash)
      throw conflict('NO_PASSWORD', 'Set a password by mail first, or you could not get in again.')
    const [gone] = await tx
      .delete(userIdentities)
      .where(and(eq(userIdentities.userId, user.id), eq(userIdentities.provider, input.provider)))
      .returning({ provider: userIdentities.provider })
    if (!gone) throw notFound()
    const about = { subject: { type: 'user' as const, id: user.id }, actor: { userId: user.id, name: user.name } }
    return { data: {}, events: [{ ...about, type: 'user.identity_unlinked', payload: input }] }
  },
})
