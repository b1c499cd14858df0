import { eq, sql } from 'drizzle-orm'
import { oneTimeSecrets, users } from '@/db/schema/accounts'
import { defineAccountCommand, endSessions } from '@/lib/core/account-command'
import { notFound } from '@/lib/core/errors'
import { followInOrganizations } from '../follow'
import { keepEmailInput } from '../schema'
import { newSecret, takeLetter, voidSecrets } from '../secrets'
import { dropWaysIn } from '../ways-in'

/**
 * The old address objects: it gets the login back, changed or not. Somebody else knew the password, so it is worth
 * nothing any more: every session ends and a new one is set by mail.
 */
export const keepEmail = defineAccountCommand({
  name: 'accounts.keep_email',
  input: keepEmailInput,
  conflicts: { users_email_unique: { path: 'secret', message: 'This address belongs to another account by now.' } },
  async run({ tx, request, input }) {
    const { userId, address: email } = await takeLetter(tx, 'keep_email', input.secret)
    const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('update')
    if (!user) throw notFound()
    await tx.update(users).set({ email, passwordHash: null }).where(eq(users.id, userId))
    await endSessions(tx, userId)
    // Whoever moved the account may have made a way back in, or a factor that shuts its owner out: as old as the link.
    await dropWaysIn(tx, userId, sql`now() - interval '7 days'`)
    await voidSecrets(tx, userId, ['change_email', 'reset_password', 'verify_email', 'keep_email'])
    const reset = newSecret(userId, 'reset_password')
    await tx.insert(oneTimeSecrets).values(reset)
    if (email !== user.email) await followInOrganizations(tx, request, user, { email })
    const about = { subject: { type: 'user' as const, id: userId }, actor: { userId, name: user.name } }
    return {
      data: { email },
      events: [
        { ...about, type: 'user.email_kept', payload: { disconnect: [userId] } },
        { ...about, type: 'user.reset_requested', payload: { secretId: reset.id } },
      ],
    }
  },
})
