import { decode, type JWT } from 'next-auth/jwt'
import { env } from './env'

/** The session token's cookie; browsers keep the `__Secure-` one to https. */
export const sessionCookieName = () =>
  env().LOBBY_URL.startsWith('https://') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'

/** Opening a sealed token derives a key each time, which costs more than a query; nobody's token changes its content. */
const opened = new Map<string, { token: JWT; until: number }>()
const mostTokens = 5_000
const keepMs = 300_000

/** What a session cookie of ours says; null when there is none, it has expired, or it was not sealed by us. */
export async function openSessionToken(sealed: string | undefined, secret: string): Promise<JWT | null> {
  if (!sealed) return null
  const key = `${secret} ${sealed}`
  const known = opened.get(key)
  if (known && Date.now() < known.until) return known.token
  opened.delete(key)
  const token = await decode({ token: sealed, secret }).catch(() => null)
  if (!token) return null
  if (opened.size >= mostTokens) opened.delete(opened.keys().next().value ?? '')
  const expires = typeof token.exp === 'number' ? token.exp * 1000 : 0
  opened.set(key, { token, until: Math.min(Date.now() + keepMs, expires) })
  return token
}
