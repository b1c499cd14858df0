import { type NextRequest, NextResponse } from 'next/server'
import { type CoarseAccess, tokenAllows } from '@/lib/accounts/coarse'
import { awayResponse, isAway } from '@/lib/core/outage'
import { openSessionToken } from '@/lib/core/session-token'
import { reservedSlugs } from '@/lib/organizations/policy'

const secret = process.env.NEXTAUTH_SECRET ?? ''
const sessionCookie = process.env.LOBBY_URL?.startsWith('https://')
  ? '__Secure-next-auth.session-token'
  : 'next-auth.session-token'

/** A token minted this recently is as good as the database; the page decides then. */
const fresh = 10_000

/**
 * Resolves the organization from the URL and checks its rooms coarsely. It never allows anything by itself: the page
 * asks the database. A token that would deny is minted anew once, so a stale one costs a redirect and no more.
 */
export async function middleware(request: NextRequest) {
  const { pathname, search } = request.nextUrl
  const [, slug = '', room] = pathname.split('/')
  if (request.method === 'GET' && isAway()) return awayResponse()
  if (pathname === '/' || (slug !== 'platform' && reservedSlugs.has(slug))) return page(request)

  const sealed = request.cookies.get(sessionCookie)?.value
  const token = (await openSessionToken(sealed, secret)) as (Partial<CoarseAccess> & { sid?: string }) | null
  const here = pathname + search
  if (!token?.sid) return redirectTo(request, `/sign-in?to=${encodeURIComponent(here)}`)
  // An action asks the database itself; sent anywhere else, what was clicked would be lost.
  const asksForPage = request.method !== 'POST'
  if (asksForPage && !tokenAllows(token, slug, room) && Date.now() - (token.at ?? 0) > fresh)
    return redirectTo(request, `/api/auth-refresh?to=${encodeURIComponent(here)}`)
  return page(request)
}

const redirectTo = (request: NextRequest, path: string) => NextResponse.redirect(new URL(path, request.nextUrl))

/** Lets the request through to its page, under a content security policy with a nonce of its own. */
function page(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, request.nextUrl.hostname)
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.set('x-lobby-path', request.nextUrl.pathname + request.nextUrl.search)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

/** Scripts run by nonce alone; the live socket is the one foreign place a page may talk to. */
function contentSecurityPolicy(nonce: string, hostname: string): string {
  const { PUSHER_HOST, PUSHER_PORT, PUSHER_CLUSTER } = process.env
  const development = process.env.NODE_ENV === 'development'
  const sockets = PUSHER_HOST
    ? [PUSHER_HOST, hostname].flatMap((host) => [`ws://${host}:${PUSHER_PORT}`, `wss://${host}:${PUSHER_PORT}`])
    : [`wss://ws-${PUSHER_CLUSTER ?? 'eu'}.pusher.com`]
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self' ${sockets.join(' ')}`,
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = {
  runtime: 'nodejs',
  // Pages only: no API, no assets.
  matcher: ['/((?!api/|_next/|.*\\.[a-z0-9]+$).*)'],
}
