import { eq } from 'drizzle-orm'
import { sessions, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError, fromZod } from '@/lib/core/errors'
import { passwordMatches } from '@/lib/core/password'
import { forgive, limit } from '@/lib/core/rate-limit'
import { inPlatform } from '@/lib/core/transaction'
import { signInInput } from '../schema'

export type SignedIn = { sessionId: string; userId: string; email: string; name: string }
const browserDays = 30

const refused = () =>
  new AppError(401, {
    code: 'WRONG_CREDENTIALS',
    message: 'E-mail and password do not match. Check both and try again.',
  })

/**
 * Checks e-mail and password and opens a session for a browser or a program. A known and an unknown e-mail get the same
 * answer in the same time.
 * @throws 400 · 401 `WRONG_CREDENTIALS` · 429 per account and address · 503
 */
export async function signIn(request: RequestInfo, raw: unknown, kind: 'browser' | 'api'): Promise<SignedIn> {
  const parsed = signInInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const { email, password } = parsed.data
  const place = request.address ?? 'unknown'
  await Promise.all([limit('signIn', `${email}:${place}`), limit('signInAddress', place)])

  try {
    const user = await inPlatform(async (tx) => {
      const [found] = await tx.select().from(users).where(eq(users.email, email))
      return found
    })
    const matches = await passwordMatches(password, user?.passwordHash)
    if (!user || !matches || user.disabledAt) throw refused()

    const sessionId = newId()
    await inPlatform(async (tx) => {
      await tx.insert(sessions).values({
        id: sessionId,
        userId: user.id,
        kind,
        userAgent: request.userAgent?.slice(0, 300),
        address: request.address,
        expiresAt: new Date(Date.now() + browserDays * 86_400_000),
      })
      const actor = { userId: user.id, name: user.name }
      await recordAccount(tx, request, [
        { type: 'session.opened', subject: { type: 'session', id: sessionId }, actor, payload: { kind }, quiet: true },
      ])
    })
    await forgive('signIn', `${email}:${place}`)
    return { sessionId, userId: user.id, email: user.email, name: user.name }
  } catch (error) {
    throw fromDatabase(error)
  }
}
