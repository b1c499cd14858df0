import type { NextRequest } from 'next/server'
import { contextFrom } from '@/lib/core/context'
import { addressFrom, sameOrigin, sessionCookieName, sessionIdFrom } from '@/lib/core/request'
import { askAccessById } from '@/lib/core/transaction'
import { authorizeChannel } from '@/lib/integrations/pusher'
import { mayHear } from '@/lib/notifications/authorize'
import { readChannel } from '@/lib/notifications/channels'

const refused = () => new Response(null, { status: 403 })

/** Lets a socket onto a channel when its person may hear it; asked again at every connection. */
export async function POST(request: NextRequest) {
  if (!sameOrigin(request.headers)) return refused()
  const form = await request.formData().catch(() => null)
  const channel = readChannel(String(form?.get('channel_name') ?? ''))
  const socketId = String(form?.get('socket_id') ?? '')
  const sessionId = await sessionIdFrom(request.cookies.get(sessionCookieName())?.value)
  if (!channel || !sessionId || !/^\d+\.\d+$/.test(socketId)) return refused()

  const access = await askAccessById(sessionId, channel.organizationId)
  if (!access) return refused()
  const ctx = contextFrom(access, 'session', { id: crypto.randomUUID(), address: addressFrom(request.headers) })
  if (!(await mayHear(ctx, channel))) return refused()
  const presence = { user_id: access.member.id, user_info: { name: access.member.name } }
  return Response.json(
    authorizeChannel(socketId, String(form?.get('channel_name')), channel.kind === 'task' ? presence : undefined),
  )
}
