import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { defineAccountCommand } from '@/lib/core/account-command'
import { verifyEmailInput } from '../schema'
import { takeSecret } from '../secrets'

/** Proves that a person reads the mailbox they registered with. */
export const verifyEmail = defineAccountCommand({
  name: 'accounts.verify_email',
  input: verifyEmailInput,
  async run({ tx, input }) {
    const userId = await takeSecret(tx, 'verify_email', input.secret)
    const [user] = await tx
      .update(users)
      .set({ emailVerifiedAt: sql`coalesce(email_verified_at, now())` })
      .where(eq(users.id, userId))
      .returning({ email: users.email, name: users.name })
    const actor = { userId, name: user?.name ?? '' }
    return {
      data: { email: user?.email ?? '' },
      events: [{ type: 'user.verified', subject: { type: 'user' as const, id: userId }, actor, quiet: true }],
    }
  },
})
