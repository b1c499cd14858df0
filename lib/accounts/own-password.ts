import type { Login } from '@/lib/core/account-command'
import { conflict, invalidField } from '@/lib/core/errors'
import { passwordMatches } from '@/lib/core/password'
import { forgive, limit } from '@/lib/core/rate-limit'

/** Whoever sits at an open session must still know the password. @throws 400 at `password` · 429 */
export async function requireOwnPassword({ user, sessionId }: Login, password: string): Promise<void> {
  if (!user.passwordHash)
    throw conflict('NO_PASSWORD', 'Your account has no password yet. Set one by mail first, under “Forgot it?”.')
  const key = `${user.id}:${sessionId}`
  await limit('password', key)
  if (!(await passwordMatches(password, user.passwordHash)))
    throw invalidField('password', 'This is not your password.', 'wrong')
  await forgive('password', key)
}
