import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { ChannelBook } from './channels'
import { Connection } from './connection'
import { Conversation } from './conversation'
import { CLOSE, LIMITS } from './limits'
import { RestInterface } from './rest'
import { sameText } from './signature'
import { startWebhooks } from './webhooks'

export type RealtimeOptions = {
  appId: string
  key: string
  secret: string
  /** where the app wants to hear about occupied channels, presence and client events */
  webhook?: { url: string }
  log?: (line: string) => void
  /** seconds; shorter than the protocol's 120 and 30 only in tests */
  activityTimeout?: number
  pongTimeout?: number
}

export type Realtime = {
  /** Answers a REST call below `/apps/`; false when the path is not ours and nothing was written. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Takes over a WebSocket below `/app/`; false when the path is not ours and the socket is untouched. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Sends every client away with "restarting", so it comes back by itself, and resolves when all are gone. */
  stop(): Promise<void>
  /** Open sockets, for the health page. */
  connections(): number
}

/**
 * Starts a Pusher Channels server (protocol 7 and its signed REST interface) inside a host that owns the HTTP server.
 * One app, state in memory, no history: a message is a hint, and a client that was away asks the app again.
 */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const log = options.log ?? (() => {})
  const activityTimeout = options.activityTimeout ?? LIMITS.activityTimeout
  const pongTimeout = options.pongTimeout ?? LIMITS.pongTimeout
  const webhooks = options.webhook ? startWebhooks({ ...options, url: options.webhook.url }, log) : null
  const book = new ChannelBook((event) => webhooks?.report(event))
  const conversation = new Conversation(options, book)
  const connections = new Set<Connection>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.frame, perMessageDeflate: false })
  let stopped = false

  const rest = new RestInterface(options, book, (userId) => {
    for (const connection of connections) {
      if (connection.userId === userId) connection.close(CLOSE.unauthorized, 'You got disconnected by the app')
    }
  })

  function open(socket: WebSocket, url: URL) {
    const connection = new Connection(socket)
    socket.on('error', () => connection.terminate())
    const refusal = openingRefusal(options.key, url, connections.size)
    if (refusal) return connection.close(refusal.code, refusal.message)
    connections.add(connection)
    const pulse = watchPulse(connection, activityTimeout, pongTimeout)
    socket.on('message', (data, binary) => {
      // frames may still arrive between our closing and theirs
      if (socket.readyState !== socket.OPEN) return
      pulse.beat()
      if (binary) return connection.error(null, 'Binary messages are not supported')
      conversation.hear(connection, data.toString())
    })
    socket.on('close', () => {
      pulse.stop()
      connections.delete(connection)
      for (const name of [...connection.channels]) book.leave(name, connection)
    })
    const hello = { socket_id: connection.socketId, activity_timeout: activityTimeout }
    connection.send('pusher:connection_established', undefined, hello)
  }

  return {
    async handle(request, response) {
      if (!pathOf(request).startsWith('/apps/')) return false
      await rest.handle(request, response)
      return true
    },
    upgrade(request, socket, head) {
      const path = pathOf(request)
      if (path !== '/app' && !path.startsWith('/app/')) return false
      if (stopped) {
        socket.destroy()
        return true
      }
      const url = new URL(request.url ?? '/', 'http://localhost')
      sockets.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, url))
      return true
    },
    async stop() {
      stopped = true
      const gone = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const connection of connections) connection.close(CLOSE.serviceRestart, 'Restarting')
      await Promise.all(gone)
      await webhooks?.stop()
    },
    connections: () => connections.size,
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/'
}

/** Why a socket may not stay, with the protocol's close code; null when it may. */
function openingRefusal(key: string, url: URL, open: number): { code: number; message: string } | null {
  const parts = url.pathname.split('/').slice(2)
  const protocol = url.searchParams.get('protocol')
  if (parts.length !== 1 || !parts[0]) return { code: CLOSE.wrongPath, message: 'Path not found' }
  if (!sameText(parts[0], key)) return { code: CLOSE.unknownKey, message: 'The app key does not exist' }
  if (protocol === null) return { code: CLOSE.noVersion, message: 'No protocol version supplied' }
  if (!/^\d+$/.test(protocol)) return { code: CLOSE.badVersion, message: 'Invalid version string format' }
  if (Number(protocol) < 5 || Number(protocol) > 7) {
    return { code: CLOSE.unsupportedVersion, message: 'Unsupported protocol version' }
  }
  if (open >= LIMITS.connections) return { code: CLOSE.overCapacity, message: 'Over capacity' }
  return null
}

/** Asks a silent client whether it is still there, and ends the connection when no answer comes. Times in seconds. */
function watchPulse(connection: Connection, activityTimeout: number, pongTimeout: number) {
  let timer: NodeJS.Timeout
  const ask = () => {
    connection.send('pusher:ping')
    timer = setTimeout(() => connection.close(CLOSE.noPong, 'Pong reply not received'), pongTimeout * 1000)
  }
  const beat = () => {
    clearTimeout(timer)
    timer = setTimeout(ask, activityTimeout * 1000)
  }
  beat()
  return { beat, stop: () => clearTimeout(timer) }
}
