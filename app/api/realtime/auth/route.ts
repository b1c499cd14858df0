import type { NextRequest } from 'next/server'
import { forbidden } from '@/lib/core/errors'
import { addressFrom, sameOrigin, sessionIdFrom } from '@/lib/core/request'
import { sessionCookieName } from '@/lib/core/session-token'
import { askAccessById } from '@/lib/core/transaction'
import { enter } from '@/lib/core/walk'
import { authenticateUser, authorizeChannel } from '@/lib/integrations/pusher'
import { heardChannels, missingToHear } from '@/lib/notifications/authorize'
import { readChannel } from '@/lib/notifications/channels'
import { problemResponse } from '@/lib/rest/problem'

/** Says nothing: what cannot be seen and what is not there are refused alike. */
const refused = () => new Response(null, { status: 403 })
const mostChannels = 20

/**
 * Lets a socket onto channels when its person may hear them; asked again at every connection. `channel_name` asks for
 * one in the way of the Pusher protocol; `channel_names` for several of one organization, and for the sign-in.
 */
export async function POST(request: NextRequest) {
  if (!sameOrigin(request.headers)) return refused()
  const form = await request.formData().catch(() => null)
  const socketId = String(form?.get('socket_id') ?? '')
  const single = form?.get('channel_name')
  const names = single ? [String(single)] : [...new Set(form?.getAll('channel_names').map(String))]
  const organizationId = names.map((name) => readChannel(name)?.organizationId).find(Boolean)
  const sessionId = await sessionIdFrom(request.cookies.get(sessionCookieName())?.value)
  if (!organizationId || !sessionId || names.length > mostChannels || !/^\d+\.\d+$/.test(socketId)) return refused()

  const access = await askAccessById(sessionId, organizationId)
  if (!access || access.secondFactorMissing) return refused()
  const about = { id: crypto.randomUUID(), address: addressFrom(request.headers) }
  const ctx = await enter(access, 'session', about).catch(() => null)
  if (!ctx) return refused()
  const heard = await heardChannels(ctx, names)
  const presence = { user_id: access.member.id, user_info: { name: access.member.name } }
  const sign = (name: string) =>
    authorizeChannel(socketId, name, readChannel(name)?.kind === 'task' ? presence : undefined)
  if (single) {
    if (heard.has(String(single))) return Response.json(sign(String(single)))
    const missing = await missingToHear(ctx, String(single))
    return missing ? problemResponse(forbidden(missing), about.id) : refused()
  }

  return Response.json({
    user: authenticateUser(socketId, access.member.userId),
    channels: Object.fromEntries(
      names.map((name) => [name, heard.has(name) ? { ...sign(name), heard: heard.get(name) } : null]),
    ),
  })
}
