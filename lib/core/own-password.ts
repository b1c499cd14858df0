import { eq } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import type { Context } from './context'
import { invalidField } from './errors'
import { passwordMatches } from './password'
import { forgive, limit } from './rate-limit'
import { inPlatform } from './transaction'

/**
 * Asks whoever acts for their own password again, for what cannot be taken back. Tries count with those of signing in.
 * @throws 400 at `path` · 429 per account and address
 */
export async function requireOwnPassword(ctx: Context, password: string, path = 'password'): Promise<void> {
  const { actor, request } = ctx
  if (actor.kind === 'system') throw new Error('This needs a person')
  const place = request.address ?? 'unknown'
  await Promise.all([limit('signIn', `${actor.email}:${place}`), limit('signInAddress', place)])
  const [user] = await inPlatform((tx) =>
    tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, actor.userId)),
  )
  if (!(await passwordMatches(password, user?.passwordHash)))
    throw invalidField(path, 'This is not your password.', 'wrong_password')
  await forgive('signIn', `${actor.email}:${place}`)
}
