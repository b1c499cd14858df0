import { and, eq, gt, sql } from 'drizzle-orm'
import { oneTimeSecrets, recoveryCodes, secondFactors, userIdentities, users } from '@/db/schema/accounts'
import { defineAccountCommand, endSessions } from '@/lib/core/account-command'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'
import { followInOrganizations } from '../follow'
import { keepEmailInput } from '../schema'
import { newSecret, takeLetter, voidSecrets } from '../secrets'

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
    await dropRecentWaysIn(tx, userId)
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

/** Whoever moved the account may have made a way back in, or a factor that shuts its owner out: as old as the link. */
async function dropRecentWaysIn(tx: Tx, userId: string): Promise<void> {
  const since = sql`now() - interval '7 days'`
  await tx.delete(userIdentities).where(and(eq(userIdentities.userId, userId), gt(userIdentities.createdAt, since)))
  const dropped = await tx
    .delete(secondFactors)
    .where(and(eq(secondFactors.userId, userId), gt(secondFactors.createdAt, since)))
    .returning({ userId: secondFactors.userId })
  if (dropped.length > 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
}
