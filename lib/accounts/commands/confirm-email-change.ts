import { eq, sql } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { defineAccountCommand, endSessions } from '@/lib/core/account-command'
import { notFound } from '@/lib/core/errors'
import { followInOrganizations } from '../follow'
import { confirmEmailChangeInput } from '../schema'
import { newSecret, takeLetter, voidSecrets } from '../secrets'

/**
 * Moves a login to the address whose mailbox the link came from, in every organization. Sessions end, but for the one in
 * this browser; the old address is told and may take it back for seven days.
 */
export const confirmEmailChange = defineAccountCommand({
  name: 'accounts.confirm_email_change',
  input: confirmEmailChangeInput,
  conflicts: { users_email_unique: { path: 'secret', message: 'This address belongs to another account by now.' } },
  async run({ tx, request, input }) {
    const { userId, address: email } = await takeLetter(tx, 'change_email', input.secret)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    await tx.update(users).set({ email, emailVerifiedAt: sql`now()` }).where(eq(users.id, userId))
    await endSessions(tx, userId, input.keep)
    // Links that went to the old mailbox must not open the login any more.
    await voidSecrets(tx, userId, ['reset_password', 'verify_email'])
    const keep = newSecret(userId, 'keep_email', user.email)
    await tx.insert(oneTimeSecrets).values(keep)
    await followInOrganizations(tx, request, user, { email })
    return {
      data: { email },
      events: [
        {
          type: 'user.email_changed',
          subject: { type: 'user' as const, id: userId },
          actor: { userId, name: user.name },
          payload: { secretId: keep.id, disconnect: [userId] },
        },
      ],
    }
  },
})
