import { eq, sql } from 'drizzle-orm'
import { sessions, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError, fromZod } from '@/lib/core/errors'
import { passwordMatches } from '@/lib/core/password'
import { forgive, limit } from '@/lib/core/rate-limit'
import { inPlatform, type Tx } from '@/lib/core/transaction'
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

  try {
    await limit('signInAddress', place)
    const { user, history } = await inPlatform((tx) => whoComes(tx, email, request, kind))
    const forgiven = await limitTries(email, request, history.known)
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
        deviceId: request.deviceId,
        expiresAt: new Date(Date.now() + browserDays * 86_400_000),
      })
      const actor = { userId: user.id, name: user.name }
      await recordAccount(tx, request, [
        { type: 'session.opened', subject: { type: 'session', id: sessionId }, actor, payload: { kind }, quiet: true },
        ...(history.any && !history.known
          ? [
              {
                type: 'user.new_device',
                subject: { type: 'user' as const, id: user.id },
                actor,
                payload: { sessionId },
              },
            ]
          : []),
      ])
    })
    await forgiven()
    return { sessionId, userId: user.id, email: user.email, name: user.name }
  } catch (error) {
    throw fromDatabase(error)
  }
}

type History = { any: boolean; known: boolean }

/** The person of an address, and whether they signed in before at all and from this device. */
async function whoComes(tx: Tx, email: string, request: RequestInfo, kind: 'browser' | 'api') {
  const sameDevice =
    kind === 'browser'
      ? sql`s.device_id = ${request.deviceId ?? null}::uuid`
      : sql`s.kind = 'api' and s.user_agent is not distinct from ${request.userAgent?.slice(0, 300) ?? null}`
  const [user] = await tx.select().from(users).where(eq(users.email, email))
  const [history] = await tx.execute<History>(sql`
    select count(*) > 0 as "any", coalesce(bool_or(${sameDevice}), false) as "known"
    from sessions s where s.user_id = ${user?.id ?? null}::uuid`)
  return { user, history: history ?? { any: false, known: false } }
}

/**
 * A device that the account knows has tries of its own. All others share those of the account and of their address, so
 * that guessing from many places ends, and yet never locks the owner out of what they use every day.
 * @returns what forgets them after success
 */
async function limitTries(email: string, { address, deviceId }: RequestInfo, known: boolean) {
  if (known && deviceId) {
    const key = `${email}:device:${deviceId}`
    await limit('signIn', key)
    return () => forgive('signIn', key)
  }
  const key = `${email}:${address ?? 'unknown'}`
  await Promise.all([limit('signIn', key), limit('signInAccount', email)])
  return () => Promise.all([forgive('signIn', key), forgive('signInAccount', email)])
}
