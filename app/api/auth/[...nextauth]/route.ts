import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/accounts/auth'
import { deviceCookie, deviceIdIn, newDeviceId } from '@/lib/accounts/device'
import { asksForLink, linkCookieName } from '@/lib/accounts/ticket'
import { addressFrom, sessionIdFrom } from '@/lib/core/request'
import { sessionCookieName } from '@/lib/core/session-token'

type Params = { params: Promise<{ nextauth: string[] }> }

/** Sign-in and sign-out. Whoever signs in keeps a cookie that tells this browser from others for a long time. */
async function handler(request: NextRequest, context: Params): Promise<Response> {
  const known = deviceIdIn(request.cookies)
  const deviceId = known ?? newDeviceId()
  const { headers: source, cookies } = request
  const info = {
    id: crypto.randomUUID(),
    address: addressFrom(source),
    userAgent: source.get('user-agent'),
    deviceId,
  }
  const signsIn = (await context.params).nextauth[0] === 'callback'
  const sessionId = signsIn ? await sessionIdFrom(cookies.get(sessionCookieName())?.value) : null
  const links = sessionId !== null && asksForLink(cookies.get(linkCookieName)?.value, sessionId)
  const options = authOptions(info, links ? sessionId : null)
  const response: Response = await NextAuth(request as never, context as never, options)
  if (!signsIn) return response
  const headers = new Headers(response.headers)
  if (!known) headers.append('set-cookie', deviceCookie(deviceId))
  if (links) headers.append('set-cookie', `${linkCookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`)
  return new Response(response.body, { status: response.status, headers })
}

export { handler as GET, handler as POST }
