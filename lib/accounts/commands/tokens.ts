import { randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { refreshTokens, sessions } from '@/db/schema/accounts'
import { type AccountEvent, defineAccountCommand, type RequestInfo } from '@/lib/core/account-command'
import { env } from '@/lib/core/env'
import { unauthenticated } from '@/lib/core/errors'
import { hashSecret } from '@/lib/core/secret'
import { inPlatform, type Tx } from '@/lib/core/transaction'
import { signIn } from './sign-in'

export type TokenPair = { accessToken: string; refreshToken: string; tokenType: 'Bearer'; expiresIn: number }
const accessSeconds = 15 * 60
const key = () => new TextEncoder().encode(env().LOBBY_TOKEN_SECRET)

/** The access token says who calls (a session id), never what they may do. JWT, HS256, 15 minutes. */
export const accessToken = (sessionId: string) =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('lobby')
    .setIssuedAt()
    .setExpirationTime(`${accessSeconds}s`)
    .sign(key())

/** The session of a bearer token; null when the token is forged or too old. */
export async function sessionOfToken(token: string): Promise<string | null> {
  const verified = await jwtVerify(token, key(), { issuer: 'lobby', algorithms: ['HS256'] }).catch(() => null)
  return typeof verified?.payload.sid === 'string' ? verified.payload.sid : null
}

async function nextPair(tx: Tx, sessionId: string): Promise<TokenPair> {
  const refreshToken = randomBytes(32).toString('base64url')
  await tx
    .insert(refreshTokens)
    .values({ sessionId, tokenHash: hashSecret(refreshToken), expiresAt: sql`now() + interval '30 days'` })
  return { accessToken: await accessToken(sessionId), refreshToken, tokenType: 'Bearer', expiresIn: accessSeconds }
}

/** E-mail and password for a pair of tokens. @throws as signIn */
export async function issueTokens(request: RequestInfo, input: unknown): Promise<TokenPair> {
  const { sessionId } = await signIn(request, input, 'api')
  return inPlatform((tx) => nextPair(tx, sessionId))
}

const rotate = defineAccountCommand({
  name: 'accounts.refresh_token',
  input: z.strictObject({ refreshToken: z.string().min(20).max(200) }),
  async run({ tx, input }): Promise<{ data: TokenPair | null; events: AccountEvent[] }> {
    const tokenHash = hashSecret(input.refreshToken)
    const [used] = await tx
      .update(refreshTokens)
      .set({ usedAt: sql`now()` })
      .where(and(eq(refreshTokens.tokenHash, tokenHash), isNull(refreshTokens.usedAt), sql`expires_at > now()`))
      .returning({ sessionId: refreshTokens.sessionId })
    if (used) {
      const [open] = await tx
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.id, used.sessionId), isNull(sessions.revokedAt), sql`expires_at > now()`))
      return { data: open ? await nextPair(tx, open.id) : null, events: [] }
    }

    const [old] = await tx.select().from(refreshTokens).where(eq(refreshTokens.tokenHash, tokenHash))
    if (!old) return { data: null, events: [] }
    const [ended] = await tx
      .update(sessions)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(sessions.id, old.sessionId), isNull(sessions.revokedAt)))
      .returning({ userId: sessions.userId })
    const subject = { type: 'session' as const, id: old.sessionId }
    const events = ended
      ? [
          {
            type: 'session.token_reused',
            subject,
            actor: { userId: ended.userId, name: '' },
            payload: { userId: ended.userId, disconnect: [ended.userId] },
          },
        ]
      : []
    return { data: null, events }
  },
})

/** Trades a refresh token for a new pair. One that comes a second time was stolen by somebody: its family ends. @throws 400 · 401 */
export async function refreshToken(request: RequestInfo, input: { refreshToken: string }): Promise<TokenPair> {
  const pair = await rotate(request, input)
  if (!pair) throw unauthenticated()
  return pair
}
