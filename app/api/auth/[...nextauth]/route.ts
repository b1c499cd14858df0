import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/lib/accounts/auth'
import { deviceCookie, deviceIdIn, newDeviceId } from '@/lib/accounts/device'

type Params = { params: Promise<{ nextauth: string[] }> }

/** Sign-in and sign-out. Whoever signs in keeps a cookie that tells this browser from others for a long time. */
async function handler(request: NextRequest, context: Params): Promise<Response> {
  const known = deviceIdIn(request.cookies)
  const deviceId = known ?? newDeviceId()
  const response: Response = await NextAuth(request as never, context as never, authOptions(deviceId))
  const signsIn = (await context.params).nextauth[0] === 'callback'
  if (known || !signsIn) return response
  const headers = new Headers(response.headers)
  headers.append('set-cookie', deviceCookie(deviceId))
  return new Response(response.body, { status: response.status, headers })
}

export { handler as GET, handler as POST }
