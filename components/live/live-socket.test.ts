import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { type Realtime, startRealtime } from '@/local/realtime/server'
import type { Authorization } from './authorization'
import { LiveSocket, type Message, type Person } from './live-socket'

const app = { appId: 'lobby', key: 'app-key', secret: 'app-secret' }
let realtime: Realtime
let http: Server
let port: number
let server: Pusher
let open: LiveSocket[] = []
/** The names in each request for authorization, and the count that the server answers with. */
let asked: string[][] = []
let count = 0
/** What happens once the server has answered, before the answer arrives. */
let meanwhile: (() => Promise<unknown>) | null = null

beforeEach(async () => {
  vi.stubGlobal('WebSocket', WebSocket)
  realtime = await startRealtime(app)
  http = createServer(async (request, response) => void (await realtime.handle(request, response)))
  http.on('upgrade', (request, socket, head) => void realtime.upgrade(request, socket, head))
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  port = (http.address() as AddressInfo).port
  server = new Pusher({ ...app, host: '127.0.0.1', port: String(port), useTLS: false })
  asked = []
  count = 0
  meanwhile = null
})
afterEach(async () => {
  for (const socket of open) socket.close()
  open = []
  http.close()
  http.closeAllConnections()
  await realtime.stop()
  vi.unstubAllGlobals()
})

/** A screen of a person who may hear everything but channels that are called closed. */
function screen(who: string): LiveSocket {
  const authorize = async (socketId: string, names: readonly string[]): Promise<Authorization> => {
    asked.push([...names])
    const sign = (name: string) =>
      server.authorizeChannel(
        socketId,
        name,
        name.startsWith('presence-') ? { user_id: who, user_info: { name: who.toUpperCase() } } : undefined,
      )
    const answer = {
      user: server.authenticateUser(socketId, { id: who }),
      channels: Object.fromEntries(
        names.map((name) => [name, name.includes('closed') ? null : { ...sign(name), heard: count }]),
      ),
    }
    const happens = meanwhile
    meanwhile = null
    await happens?.()
    return answer
  }
  const socket = new LiveSocket(
    { key: app.key, cluster: 'eu', host: '127.0.0.1', port, tls: false },
    () => {},
    authorize,
  )
  open.push(socket)
  return socket
}

const standing = (socket: LiveSocket, name: string, hear: (message: Message) => void = () => {}) =>
  new Promise<number | null>((resolve) => socket.subscribe(name, { subscribed: resolve, message: hear }))
const say = (channel: string, seq: number) =>
  server.trigger(channel, 'event', JSON.stringify({ type: 'task.moved', id: 'seven', seq }))

test('all channels of a page are asked for in one request, counted in another, and what is said on them is heard', async () => {
  const heard: Message[] = []
  const socket = screen('ada')
  await Promise.all([
    standing(socket, 'private-one', (message) => heard.push(message)),
    standing(socket, 'private-two'),
  ])
  const both = ['private-one', 'private-two']
  expect(asked).toEqual([both, both])
  await say('private-one', 1)
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'task.moved', id: 'seven', seq: 1 }]))
})

test('what is said after the channel was signed and before it stands is counted, so that nobody misses it', async () => {
  const [told, heard] = [vi.fn(), vi.fn()]
  meanwhile = async () => {
    count = 1
    await say('private-one', 1)
  }
  screen('ada').subscribe('private-one', { subscribed: told, message: heard })
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(1, 0))
  expect(heard).not.toHaveBeenCalled()
})

test('two parts of a screen share a subscription, which ends with the last of them', async () => {
  const socket = screen('ada')
  const heard: number[] = []
  const leave = socket.subscribe('private-one', { message: ({ seq }) => heard.push(seq) })
  await standing(socket, 'private-one')
  await say('private-one', 1)
  await vi.waitFor(() => expect(heard).toEqual([1]))
  leave()
  await say('private-one', 2)
  const again = await standing(socket, 'private-one')
  expect(again, 'whoever comes later learns how much was said').toBe(2)
  expect(heard).toEqual([1])
})

test('what one may not hear stays silent, and the rest does not', async () => {
  const socket = screen('ada')
  const told = vi.fn()
  socket.subscribe('private-closed', { subscribed: told })
  await standing(socket, 'private-open')
  expect(told).not.toHaveBeenCalled()
})

test('a connection that is ended comes back, asks again, and says how much went by', async () => {
  const socket = screen('ada')
  const stands: (number | null)[] = []
  socket.subscribe('private-one', { subscribed: (seq) => stands.push(seq) })
  await vi.waitFor(() => expect(stands).toEqual([0]))
  count = 3
  await server.terminateUserConnections('ada')
  await vi.waitFor(() => expect(stands).toEqual([0, 3]), { timeout: 10_000 })
  expect(asked).toHaveLength(4)
})

test('who looks at the same thing is named, without oneself, and for as long as they stay', async () => {
  let seen: Person[] = []
  screen('ada').subscribe('presence-task', {
    people: (people) => {
      seen = people
    },
  })
  const other = screen('bob')
  await standing(other, 'presence-task')
  await vi.waitFor(() => expect(seen).toEqual([{ id: 'bob', name: 'BOB' }]))
  other.close()
  await vi.waitFor(() => expect(seen).toEqual([]))
})
