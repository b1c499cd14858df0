import { createHmac } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { env } from '@/lib/core/env'
import { sameSecret } from '@/lib/core/secret'

const key = () => new TextEncoder().encode(env().LOBBY_TOKEN_SECRET)

/** Says that somebody came from a login elsewhere and has yet to enter a code; it is no session. */
export const sealTicket = (userId: string) =>
  new SignJWT({ sub: userId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('lobby')
    .setAudience('second-factor')
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key())

/** Whose ticket it is; null when it is forged or too old. */
export async function openTicket(ticket: string): Promise<string | null> {
  const rules = { issuer: 'lobby', audience: 'second-factor', algorithms: ['HS256'] }
  const opened = await jwtVerify(ticket, key(), rules).catch(() => null)
  return opened?.payload.sub ?? null
}

/** The cookie that says that this session asked for a login elsewhere to be linked. */
export const linkCookieName = 'lobby-link'

export const linkSeal = (sessionId: string) =>
  createHmac('sha256', env().LOBBY_TOKEN_SECRET).update(`link:${sessionId}`).digest('base64url')

export const asksForLink = (cookie: string | undefined, sessionId: string) =>
  cookie !== undefined && sameSecret(cookie, linkSeal(sessionId))
