import { eq, sql } from 'drizzle-orm'
import { sessions, users } from '@/db/schema/accounts'
import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError, fromZod } from '@/lib/core/errors'
import { noteOnce } from '@/lib/core/noted'
import { passwordMatches } from '@/lib/core/password'
import { forgive, limit } from '@/lib/core/rate-limit'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { hasFactor } from '../passkeys'
import { signInInput } from '../schema'
import { isAppCode, takeCode } from '../second-factor'
import { openTicket } from '../ticket'
import { acceptFirst, chooseOwn, requireOwn } from './first-sign-in'

export type SignedIn = { sessionId: string; userId: string; email: string; name: string }
const browserDays = 30

const refused = () =>
  new AppError(401, {
    code: 'WRONG_CREDENTIALS',
    message: 'E-mail and password do not match. Check both and try again.',
  })

const codeRequired = () =>
  new AppError(401, {
    code: 'CODE_REQUIRED',
    message: 'Enter the code of your authenticator app, or one of your recovery codes.',
  })

const wrongCode = () =>
  new AppError(401, { code: 'WRONG_CODE', message: 'This code is wrong, or was used already. Wait for the next one.' })

/**
 * Checks e-mail, password and, where there is one, the second factor, and opens a session for a browser or a program. A
 * known and an unknown e-mail get the same answer in the same time. A temporary password opens none without a new one.
 * @throws 400 · 401 `WRONG_CREDENTIALS` · `CODE_REQUIRED` · `WRONG_CODE` · `NEW_PASSWORD_REQUIRED` · 429 per account and address · 503
 */
export async function signIn(request: RequestInfo, raw: unknown, kind: 'browser' | 'api'): Promise<SignedIn> {
  const parsed = signInInput.safeParse(raw)
  if (!parsed.success) throw fromZod(parsed.error)
  const { email, password, code } = parsed.data

  try {
    await limit('signInAddress', request.address ?? 'unknown')
    const { user, history } = await inPlatform((tx) => whoComes(tx, email, request, kind))
    const forgiven = await limitTries(email, request, history.known)
    const matches = await passwordMatches(password, user?.passwordHash)
    if (user && !matches) noteFailed(request, user, kind, 'password')
    if (!user || !matches || user.disabledAt) throw refused()
    const own = history.temporary && requireOwn(history.temporary, password, parsed.data.newPassword)
    if (history.secondFactor) await limitCodes(user.id, request, history.known, code)

    const { signedIn, accepts } = await inPlatform(async (tx) => {
      if (history.secondFactor && !(await takeCode(tx, user.id, code ?? ''))) {
        noteFailed(request, user, kind, 'code')
        throw wrongCode()
      }
      const accepts = own && (await chooseOwn(tx, request, user, own))
      return { signedIn: await openSession(tx, request, user, kind, history), accepts }
    })
    await forgiven()
    if (accepts) await acceptFirst(request, signedIn.sessionId, accepts)
    return signedIn
  } catch (error) {
    throw fromDatabase(error)
  }
}

/** A wrong password or code of a known account; nobody waits for it, so that the answer takes as long as for unknown ones. */
function noteFailed(
  request: RequestInfo,
  user: { id: string; name: string },
  kind: string,
  failed: 'password' | 'code',
) {
  noteOnce(user.id, `${failed} ${request.address}`, (more) =>
    inPlatform((tx) =>
      recordAccount(tx, request, [
        {
          type: 'session.failed',
          subject: { type: 'user', id: user.id },
          actor: { userId: user.id, name: user.name },
          payload: { kind, failed, ...(more > 0 && { again: more }) },
          quiet: true,
        },
      ]),
    ),
  )
}

/** Writes the session of somebody who has proved who they are; an unknown device is told by mail. */
export async function openSession(
  tx: Tx,
  request: RequestInfo,
  user: Pick<typeof users.$inferSelect, 'id' | 'email' | 'name'>,
  kind: 'browser' | 'api',
  history: Pick<History, 'any' | 'known'>,
): Promise<SignedIn> {
  const sessionId = newId()
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
      ? [{ type: 'user.new_device', subject: { type: 'user' as const, id: user.id }, actor, payload: { sessionId } }]
      : []),
  ])
  return { sessionId, userId: user.id, email: user.email, name: user.name }
}

/** The second step of somebody who came from a login elsewhere. @throws 401 · 429 */
export async function signInByTicket(request: RequestInfo, ticket: string, code: string): Promise<SignedIn> {
  const userId = await openTicket(ticket)
  if (!userId) throw refused()
  return inPlatform(async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId))
    if (!user || user.disabledAt) throw refused()
    const { history } = await whoComes(tx, user.email, request, 'browser')
    const typed = code.replace(/[\s-]/g, '').toUpperCase()
    await limitCodes(user.id, request, history.known, typed)
    if (!(await takeCode(tx, user.id, typed))) {
      noteFailed(request, user, 'browser', 'code')
      throw wrongCode()
    }
    return openSession(tx, request, user, 'browser', history)
  })
}

type History = { any: boolean; known: boolean; secondFactor: boolean; temporary: 'works' | 'over' | null }

/** The person of an address, and whether they signed in before at all and from this device. */
export async function whoComes(tx: Tx, email: string, request: RequestInfo, kind: 'browser' | 'api') {
  const sameDevice =
    kind === 'browser'
      ? sql`s.device_id = ${request.deviceId ?? null}::uuid`
      : sql`s.kind = 'api' and s.user_agent is not distinct from ${request.userAgent?.slice(0, 300) ?? null}`
  const [user] = await tx.select().from(users).where(eq(users.email, email))
  const [history] = await tx.execute<History>(sql`
    select count(*) > 0 as "any", coalesce(bool_or(${sameDevice}), false) as "known",
      ${hasFactor(sql`${user?.id ?? null}::uuid`)} as "secondFactor",
      (select case when p.expires_at > now() then 'works' else 'over' end from temporary_passwords p
        where p.user_id = ${user?.id ?? null}::uuid) as "temporary"
    from sessions s where s.user_id = ${user?.id ?? null}::uuid`)
  return { user, history: history ?? { any: false, known: false, secondFactor: false, temporary: null } }
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

/** Six digits are few: whoever knows the password may not try many. Recovery codes are beyond guessing and count less. */
async function limitCodes(userId: string, { address, deviceId }: RequestInfo, known: boolean, code?: string) {
  if (!code) throw codeRequired()
  if (known && deviceId) return limit('code', `${userId}:device:${deviceId}`)
  await limit('code', `${userId}:${address ?? 'unknown'}`)
  if (isAppCode(code)) await limit('codeAccount', userId)
}
