import { type NextRequest, NextResponse } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import { coarseAccess } from '@/lib/accounts/coarse'
import { insidePath } from '@/lib/accounts/inside-path'
import { env } from '@/lib/core/env'
import { sessionCookieName } from '@/lib/core/session-token'
import { askPerson } from '@/lib/core/transaction'

const maxAge = 30 * 86_400

/** Mints the session's token anew from the database and goes on to the page. */
export async function GET(request: NextRequest) {
  const to = insidePath(request.nextUrl.searchParams.get('to'))
  const go = (path: string) => new NextResponse(null, { status: 303, headers: { location: path } })
  const secret = env().NEXTAUTH_SECRET
  const token = await decode({ token: request.cookies.get(sessionCookieName())?.value, secret }).catch(() => null)
  const person = typeof token?.sid === 'string' ? await askPerson(token.sid) : null
  if (!token || !person) {
    const response = go(`/sign-in?to=${encodeURIComponent(to)}`)
    response.cookies.delete(sessionCookieName())
    return response
  }
  const value = await encode({ token: { sub: person.id, sid: token.sid, ...coarseAccess(person) }, secret, maxAge })
  const response = go(to)
  response.cookies.set(sessionCookieName(), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: env().LOBBY_URL.startsWith('https://'),
    maxAge,
  })
  return response
}
