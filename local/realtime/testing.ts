import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import PusherClient, { type Channel } from 'pusher-js'
import { afterEach, beforeEach } from 'vitest'
import WebSocket from 'ws'
import { type Realtime, type RealtimeOptions, startRealtime } from './server'
import { sign } from './signature'

export const app = { appId: 'lobby', key: 'app-key', secret: 'app-secret' }

type Host = { realtime: Realtime; http: Server; port: number; close(): Promise<void> }
export type Hook = { headers: Record<string, unknown>; body: string }

/** What runs during one test. */
export const stand = {} as { host: Host; server: Pusher }
let clients: PusherClient[] = []

export async function listen(options: Partial<RealtimeOptions> = {}, port = 0): Promise<Host> {
  const realtime = await startRealtime({ ...app, ...options })
  const http = createServer(async (request, response) => {
    if (!(await realtime.handle(request, response))) response.writeHead(418).end()
  })
  http.on('upgrade', (request, socket, head) => {
    if (!realtime.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  return {
    realtime,
    http,
    port: (http.address() as AddressInfo).port,
    async close() {
      http.close()
      http.closeAllConnections()
      await realtime.stop()
    },
  }
}

export function serverSdk(port: number, secret = app.secret): Pusher {
  return new Pusher({ ...app, secret, host: '127.0.0.1', port: String(port), useTLS: false })
}

/** A browser: the real client, authorized in-process by the real server SDK as the given user. */
export function browser(userId = 'ada', options: { authorizer?: Pusher; key?: string } = {}): PusherClient {
  const authorizer = options.authorizer ?? stand.server
  const client = new PusherClient(options.key ?? app.key, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: stand.host.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '/unused',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, callback) =>
        callback(
          null,
          channelName.startsWith('presence-')
            ? authorizer.authorizeChannel(socketId, channelName, { user_id: userId, user_info: { name: userId } })
            : authorizer.authorizeChannel(socketId, channelName),
        ),
    },
    userAuthentication: {
      endpoint: '/unused',
      transport: 'ajax',
      customHandler: ({ socketId }, callback) => callback(null, authorizer.authenticateUser(socketId, { id: userId })),
    },
  })
  clients.push(client)
  return client
}

export const happens = <T = unknown>(channel: Channel | PusherClient['connection'] | PusherClient, event: string) =>
  new Promise<T>((resolve) => channel.bind(event, (data: T) => resolve(data)))

export async function subscribed(client: PusherClient, name: string): Promise<Channel> {
  const channel = client.subscribe(name)
  await happens(channel, 'pusher:subscription_succeeded')
  return channel
}

export async function eventually(check: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 8_000
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const statusOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 200,
    (error: { status?: number }) => error.status,
  )

/** Calls REST by hand, signed like the SDK unless something is bent. */
export function call(
  path: string,
  body: string,
  bend: { secret?: string; ageSeconds?: number; sentBody?: string } = {},
) {
  const query = [
    `auth_key=${app.key}`,
    `auth_timestamp=${Math.floor(Date.now() / 1000) - (bend.ageSeconds ?? 0)}`,
    'auth_version=1.0',
    `body_md5=${createHash('md5').update(body).digest('hex')}`,
  ].join('&')
  const signature = sign(bend.secret ?? app.secret, `POST\n${path}\n${query}`)
  return fetch(`http://127.0.0.1:${stand.host.port}${path}?${query}&auth_signature=${signature}`, {
    method: 'POST',
    body: bend.sentBody ?? body,
  })
}

/** A socket without the client library, to see frames and close codes. */
export async function rawSocket(path: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${stand.host.port}${path}`)
  const frames: { event: string; data: unknown; channel?: string }[] = []
  socket.on('message', (text) => frames.push(JSON.parse(text.toString())))
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, frames, closed, say: (event: string, data: unknown) => socket.send(JSON.stringify({ event, data })) }
}

/** Starts a service of its own for each test of a file, and ends it with every browser behind it. */
export function freshService(): void {
  beforeEach(async () => {
    stand.host = await listen()
    stand.server = serverSdk(stand.host.port)
  })

  afterEach(async () => {
    for (const client of clients) client.disconnect()
    clients = []
    await stand.host.close()
  })
}
