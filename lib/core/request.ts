import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { v7 as uuid } from 'uuid'
import type { RequestInfo } from './account-command'
import { env } from './env'
import { AppError } from './errors'
import { openSessionToken, sessionCookieName } from './session-token'

/** The caller's address as the proxy in front says, or none; an IPv4 address is written as such (RFC 4291, §2.5.5.2). */
export const addressFrom = (source: Headers): string | null =>
  source
    .get('x-forwarded-for')
    ?.split(',')[0]
    ?.trim()
    .replace(/^::ffff:(?=[\d.]+$)/i, '') || null

/** Where this request comes from, the same object for the whole of it. */
export const requestInfo = cache(async (): Promise<RequestInfo> => {
  const source = await headers()
  return { id: source.get('x-request-id') ?? uuid(), address: addressFrom(source), userAgent: source.get('user-agent') }
})

/** The session id in a token of ours; null when there is none or it was not sealed by us. */
export async function sessionIdFrom(token: string | undefined): Promise<string | null> {
  const decoded = await openSessionToken(token, env().NEXTAUTH_SECRET)
  return typeof decoded?.sid === 'string' ? decoded.sid : null
}

/** The session id of this request's cookie. */
export const currentSessionId = cache(
  async (): Promise<string | null> => sessionIdFrom((await cookies()).get(sessionCookieName())?.value),
)

/** Server actions are public POSTs: a write by cookie must come from our own pages. */
export async function requireOwnOrigin(): Promise<void> {
  const source = await headers()
  if (!sameOrigin(source))
    throw new AppError(403, { code: 'FOREIGN_ORIGIN', message: 'This request did not come from Lobby.' })
}

/**
 * Whether the Origin header names Lobby's own address, or the host that was asked. What a proxy says about the host is not
 * believed: anybody can say it.
 */
export function sameOrigin(source: Headers): boolean {
  const origin = source.get('origin')
  if (origin === null || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return host === new URL(env().LOBBY_URL).host || host === source.get('host')
}
