import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import Pusher from 'pusher'
import { env } from '@/lib/core/env'
import type { RealtimeConfig } from '@/lib/notifications/schema'

let client: Pusher | undefined

/** The realtime service; hosted or a stand-in, by environment alone. */
function pusher(): Pusher {
  if (client) return client
  const { PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_HOST, PUSHER_PORT, PUSHER_USE_TLS, PUSHER_CLUSTER } = env()
  // Lines are kept: opening a new one for each message costs more than the message.
  const agent = new (PUSHER_HOST && PUSHER_USE_TLS !== 'true' ? HttpAgent : HttpsAgent)({ keepAlive: true })
  const credentials = { appId: PUSHER_APP_ID, key: PUSHER_KEY, secret: PUSHER_SECRET, agent }
  client = PUSHER_HOST
    ? new Pusher({ ...credentials, host: PUSHER_HOST, port: PUSHER_PORT, useTLS: PUSHER_USE_TLS === 'true' })
    : new Pusher({ ...credentials, cluster: PUSHER_CLUSTER ?? 'eu', useTLS: true })
  return client
}

/** What a live message carries: what happened to which record and the channel's count; never content. */
export type LiveMessage = { type: string; id: string; seq: number }

/** Sends up to ten messages in one call. */
export const sendLive = async (batch: { channel: string; message: LiveMessage }[]): Promise<void> => {
  for (let start = 0; start < batch.length; start += 10)
    await pusher().triggerBatch(
      batch
        .slice(start, start + 10)
        .map(({ channel, message }) => ({ channel, name: 'event', data: JSON.stringify(message) })),
    )
}

/** Ends all connections of a person; their browser comes back and is asked again what it may hear. */
export const disconnect = async (userId: string): Promise<void> => {
  await pusher().terminateUserConnections(userId)
}

/** The signed answer that lets a socket onto a channel. */
export const authorizeChannel = (
  socketId: string,
  channel: string,
  presence?: { user_id: string; user_info: { name: string } },
) => pusher().authorizeChannel(socketId, channel, presence)

/** The signed answer that tells the service whose socket it is. */
export const authenticateUser = (socketId: string, userId: string) =>
  pusher().authenticateUser(socketId, { id: userId })

/** @throws when the service does not answer a signed question */
export const realtimeHealth = async (): Promise<void> => {
  const response = await pusher().get({ path: '/channels' })
  if (response.status !== 200) throw new Error(`realtime answers ${response.status}`)
}

/** The browser's side of the same settings. */
export const realtimeConfig = (): RealtimeConfig => ({
  key: env().PUSHER_KEY,
  cluster: env().PUSHER_CLUSTER ?? 'eu',
  host: env().PUSHER_HOST ?? null,
  port: env().PUSHER_PORT ? Number(env().PUSHER_PORT) : null,
  tls: env().PUSHER_USE_TLS === 'true',
})
