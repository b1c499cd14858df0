import { sessionOfToken } from '@/lib/accounts/commands/tokens'
import type { Caller } from '@/lib/core/operation'
import { sessionIdFrom } from '@/lib/core/request'
import { sessionCookieName } from '@/lib/core/session-token'

const cookieIn = (headers: Headers, name: string): string | undefined =>
  headers
    .get('cookie')
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/**
 * Who calls: the session of the bearer token, or of the browser's cookie when there is no Authorization. It says who,
 * not what they may do, and costs no query. Null when there is none, or none that we made.
 */
export async function callerOf(headers: Headers): Promise<Caller | null> {
  const authorization = headers.get('authorization')
  if (authorization !== null) {
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    const sessionId = token ? await sessionOfToken(token) : null
    return sessionId ? { sessionId, kind: 'token' } : null
  }
  const sessionId = await sessionIdFrom(cookieIn(headers, sessionCookieName()))
  return sessionId ? { sessionId, kind: 'session' } : null
}
