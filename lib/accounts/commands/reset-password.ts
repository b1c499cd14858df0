import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { defineAccountCommand, endSessions } from '@/lib/core/account-command'
import { hashPassword } from '@/lib/core/password'
import { resetPasswordInput } from '../schema'
import { takeSecret, voidSecrets } from '../secrets'
import { endTemporary } from '../temporary-password'
import { dropWaysIn } from '../ways-in'

/** Sets a new password by the mailed link and ends every session of the person. */
export const resetPassword = defineAccountCommand({
  name: 'accounts.reset_password',
  input: resetPasswordInput,
  async run({ tx, input }) {
    const userId = await takeSecret(tx, 'reset_password', input.secret)
    const passwordHash = await hashPassword(input.password)
    // Whoever could open the mail has proved the address as well; what somebody else made before that goes.
    const [before] = await tx.select({ verified: users.emailVerifiedAt }).from(users).where(eq(users.id, userId))
    if (!before?.verified) await dropWaysIn(tx, userId)
    const [user] = await tx
      .update(users)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(email_verified_at, now())` })
      .where(eq(users.id, userId))
      .returning({ email: users.email, name: users.name })
    await endTemporary(tx, userId)
    await endSessions(tx, userId)
    await voidSecrets(tx, userId, ['reset_password'])
    const actor = { userId, name: user?.name ?? '' }
    return {
      data: { email: user?.email ?? '' },
      events: [
        {
          type: 'user.password_reset',
          subject: { type: 'user' as const, id: userId },
          actor,
          payload: { disconnect: [userId] },
        },
      ],
    }
  },
})
