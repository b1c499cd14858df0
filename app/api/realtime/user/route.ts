import type { NextRequest } from 'next/server'
import { sameOrigin, sessionIdFrom } from '@/lib/core/request'
import { sessionCookieName } from '@/lib/core/session-token'
import { askPerson } from '@/lib/core/transaction'
import { authenticateUser } from '@/lib/integrations/pusher'

/** Tells the live service whose socket this is, so that losing access can end it. */
export async function POST(request: NextRequest) {
  const form = await request.formData().catch(() => null)
  const socketId = String(form?.get('socket_id') ?? '')
  const sessionId = await sessionIdFrom(request.cookies.get(sessionCookieName())?.value)
  const person = sessionId && sameOrigin(request.headers) ? await askPerson(sessionId) : null
  if (!person || !/^\d+\.\d+$/.test(socketId)) return new Response(null, { status: 403 })
  return Response.json(authenticateUser(socketId, person.id))
}
