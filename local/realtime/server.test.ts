import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Pusher from 'pusher'
import PusherClient, { type Channel, type PresenceChannel } from 'pusher-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { type Realtime, type RealtimeOptions, startRealtime } from './server'
import { sign } from './signature'

const app = { appId: 'lobby', key: 'app-key', secret: 'app-secret' }

type Host = { realtime: Realtime; http: Server; port: number; close(): Promise<void> }
type Hook = { headers: Record<string, unknown>; body: string }

let host: Host
let server: Pusher
let clients: PusherClient[] = []

async function listen(options: Partial<RealtimeOptions> = {}, port = 0): Promise<Host> {
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

function serverSdk(port: number, secret = app.secret): Pusher {
  return new Pusher({ ...app, secret, host: '127.0.0.1', port: String(port), useTLS: false })
}

/** A browser: the real client, authorized in-process by the real server SDK as the given user. */
function browser(userId = 'ada', options: { authorizer?: Pusher; key?: string } = {}): PusherClient {
  const authorizer = options.authorizer ?? server
  const client = new PusherClient(options.key ?? app.key, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: host.port,
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

const happens = <T = unknown>(channel: Channel | PusherClient['connection'] | PusherClient, event: string) =>
  new Promise<T>((resolve) => channel.bind(event, (data: T) => resolve(data)))

async function subscribed(client: PusherClient, name: string): Promise<Channel> {
  const channel = client.subscribe(name)
  await happens(channel, 'pusher:subscription_succeeded')
  return channel
}

async function eventually(check: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 8_000
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const statusOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 200,
    (error: { status?: number }) => error.status,
  )

/** Calls REST by hand, signed like the SDK unless something is bent. */
function call(path: string, body: string, bend: { secret?: string; ageSeconds?: number; sentBody?: string } = {}) {
  const query = [
    `auth_key=${app.key}`,
    `auth_timestamp=${Math.floor(Date.now() / 1000) - (bend.ageSeconds ?? 0)}`,
    'auth_version=1.0',
    `body_md5=${createHash('md5').update(body).digest('hex')}`,
  ].join('&')
  const signature = sign(bend.secret ?? app.secret, `POST\n${path}\n${query}`)
  return fetch(`http://127.0.0.1:${host.port}${path}?${query}&auth_signature=${signature}`, {
    method: 'POST',
    body: bend.sentBody ?? body,
  })
}

/** A socket without the client library, to see frames and close codes. */
async function rawSocket(path: string) {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`)
  const frames: { event: string; data: unknown; channel?: string }[] = []
  socket.on('message', (text) => frames.push(JSON.parse(text.toString())))
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)))
  await new Promise((resolve) => socket.once('open', resolve))
  return { socket, frames, closed, say: (event: string, data: unknown) => socket.send(JSON.stringify({ event, data })) }
}

beforeEach(async () => {
  host = await listen()
  server = serverSdk(host.port)
})

afterEach(async () => {
  for (const client of clients) client.disconnect()
  clients = []
  await host.close()
})

describe('subscribing', () => {
  test('an authorized browser receives what the app triggers on a private channel', async () => {
    const channel = await subscribed(browser(), 'private-org.1.project.2')
    const arrived = happens(channel, 'task.moved')
    await server.trigger('private-org.1.project.2', 'task.moved', { id: 't1', sequence: 7 })
    expect(await arrived).toEqual({ id: 't1', sequence: 7 })
  })

  test('a browser whose authorization was signed with another secret is refused and hears nothing', async () => {
    const channel = browser('eve', { authorizer: serverSdk(host.port, 'another secret') }).subscribe('private-room')
    let heard = 0
    channel.bind('secret', () => heard++)
    expect(await happens(channel, 'pusher:subscription_error')).toMatchObject({ type: 'AuthError', status: 401 })
    const friend = await subscribed(browser(), 'private-room')
    const arrived = happens(friend, 'secret')
    await server.trigger('private-room', 'secret', {})
    await arrived
    expect(heard).toBe(0)
  })

  test('an authorization for one channel opens no other', async () => {
    const { frames, say } = await rawSocket(`/app/${app.key}?protocol=7`)
    await eventually(() => frames.length === 1, 'the greeting')
    const { socket_id } = JSON.parse(frames[0]!.data as string) as { socket_id: string }
    say('pusher:subscribe', { channel: 'private-b', ...server.authorizeChannel(socket_id, 'private-a') })
    await eventually(() => frames.length === 2, 'the answer')
    expect(frames[1]).toMatchObject({ event: 'pusher:subscription_error', channel: 'private-b', data: { status: 401 } })
  })

  test('a name longer than 164 characters or with a space is no channel', async () => {
    for (const name of [`private-${'x'.repeat(157)}`, 'two words']) {
      expect(await happens(browser().subscribe(name), 'pusher:subscription_error')).toMatchObject({ status: 400 })
    }
  })

  test('after unsubscribing nothing arrives any more', async () => {
    const client = browser()
    const channel = await subscribed(client, 'news')
    let heard = 0
    channel.bind('item', () => heard++)
    client.unsubscribe('news')
    await eventually(async () => {
      const response = await server.get({ path: '/channels/news' })
      return ((await response.json()) as { occupied: boolean }).occupied === false
    }, 'the channel is vacated')
    await server.trigger('news', 'item', {})
    await subscribed(client, 'other')
    expect(heard).toBe(0)
  })

  test('a late arrival on a cache channel gets the last event, and is told when there is none', async () => {
    expect(await happens(browser().subscribe('private-cache-empty'), 'pusher:cache_miss')).toBeDefined()
    await server.trigger('cache-rate', 'rate', { value: 1 })
    await server.trigger('cache-rate', 'rate', { value: 2 })
    expect(await happens(browser().subscribe('cache-rate'), 'rate')).toEqual({ value: 2 })
  })
})

describe('presence', () => {
  test('members see each other come and go, and a second tab of the same person is no second member', async () => {
    const ada = (await subscribed(browser('ada'), 'presence-task.1')) as PresenceChannel
    const seen: string[] = []
    ada.bind('pusher:member_added', (member: { id: string }) => seen.push(`+${member.id}`))
    ada.bind('pusher:member_removed', (member: { id: string }) => seen.push(`-${member.id}`))
    const tabs = [browser('bob'), browser('bob')]
    for (const tab of tabs) await subscribed(tab, 'presence-task.1')
    await eventually(() => seen.length > 0, 'bob joined')
    expect(ada.members.count).toBe(2)
    tabs[0]!.disconnect()
    const answer = await server.get({ path: '/channels/presence-task.1/users' })
    expect(await answer.json()).toEqual({ users: [{ id: 'ada' }, { id: 'bob' }] })
    tabs[1]!.disconnect()
    await eventually(() => seen.length > 1, 'bob left')
    expect(seen).toEqual(['+bob', '-bob'])
  })

  test('the hundred-and-first member is refused', async () => {
    const { frames, say } = await rawSocket(`/app/${app.key}?protocol=7`)
    await eventually(() => frames.length === 1, 'the greeting')
    const sockets = await Promise.all([...Array(101)].map(() => rawSocket(`/app/${app.key}?protocol=7`)))
    const join = async (one: Awaited<ReturnType<typeof rawSocket>>, userId: string) => {
      await eventually(() => one.frames.length > 0, 'the greeting')
      const { socket_id } = JSON.parse(one.frames[0]!.data as string) as { socket_id: string }
      const auth = server.authorizeChannel(socket_id, 'presence-full', { user_id: userId })
      one.say('pusher:subscribe', { channel: 'presence-full', ...auth })
      const answers = ['pusher_internal:subscription_succeeded', 'pusher:subscription_error']
      await eventually(() => one.frames.some((frame) => answers.includes(frame.event)), 'an answer')
      return one.frames.some((frame) => frame.event === answers[0])
    }
    const joined: boolean[] = []
    for (const [at, socket] of sockets.entries()) joined.push(await join(socket, `user-${at}`))
    expect(joined.filter(Boolean)).toHaveLength(100)
    expect(joined[100]).toBe(false)
    say('pusher:ping', {})
    for (const { socket } of sockets) socket.terminate()
  })
})

describe('client events', () => {
  test('reach the other members with the sender named, but not the sender', async () => {
    const ada = await subscribed(browser('ada'), 'presence-pad')
    const bob = await subscribed(browser('bob'), 'presence-pad')
    let echoed = 0
    ada.bind('client-typing', () => echoed++)
    const arrived = new Promise((resolve) =>
      bob.bind('client-typing', (data: unknown, meta: unknown) => resolve([data, meta])),
    )
    ada.trigger('client-typing', { at: 3 })
    expect(await arrived).toEqual([{ at: 3 }, { user_id: 'ada' }])
    expect(echoed).toBe(0)
  })

  test('are refused above ten per second and on public channels', async () => {
    const client = browser()
    const channel = await subscribed(client, 'private-pad')
    const open = await subscribed(client, 'lounge')
    const errors: { data: { code: number; message: string } }[] = []
    client.connection.bind('error', (error: { data: { code: number; message: string } }) => errors.push(error))
    open.trigger('client-hello', {})
    await eventually(() => errors.length === 1, 'the public channel refuses')
    for (let at = 0; at < 15; at++) channel.trigger('client-move', { at })
    await eventually(() => errors.length > 1, 'the limit refuses')
    expect(errors.every((error) => error.data.code === 4301)).toBe(true)
    expect(client.connection.state).toBe('connected')
  })
})

describe('users', () => {
  test('a signed-in user gets what is sent to them, and a terminated one is disconnected and stays away', async () => {
    const ada = browser('ada')
    const bob = browser('bob')
    ada.signin()
    bob.signin()
    const mail = happens<{ text: string }>(ada.user as unknown as PusherClient, 'mail')
    await eventually(() => Boolean(ada.user.user_data && bob.user.user_data), 'both are signed in')
    // the sign-in and the subscription to the user's channel are two frames
    await eventually(async () => {
      await server.sendToUser('ada', 'mail', { text: 'hello' })
      return Promise.race([mail.then(() => true), new Promise<boolean>((r) => setImmediate(() => r(false)))])
    }, 'the mail arrives')
    expect(await mail).toEqual({ text: 'hello' })
    const ended = happens(ada.connection, 'disconnected')
    await server.terminateUserConnections('ada')
    await ended
    expect(bob.connection.state).toBe('connected')
    await eventually(() => host.realtime.connections() === 1, 'only bob is left')
  })

  test('nobody listens to the messages of somebody else', async () => {
    const { frames, say } = await rawSocket(`/app/${app.key}?protocol=7`)
    say('pusher:subscribe', { channel: '#server-to-user-ada', auth: '' })
    await eventually(() => frames.length === 2, 'the refusal')
    expect(frames[1]).toMatchObject({ event: 'pusher:subscription_error', data: { status: 401 } })
  })

  test('a forged sign-in ends the connection with 4009', async () => {
    const { say, closed } = await rawSocket(`/app/${app.key}?protocol=7`)
    say('pusher:signin', { auth: `${app.key}:${'0'.repeat(64)}`, user_data: '{"id":"ada"}' })
    expect(await closed).toBe(4009)
  })
})

describe('triggering', () => {
  test('the socket that caused an event is left out', async () => {
    const origin = browser('ada')
    const mine = await subscribed(origin, 'board')
    const theirs = await subscribed(browser('bob'), 'board')
    let echoed = 0
    mine.bind('moved', () => echoed++)
    const arrived = happens(theirs, 'moved')
    await server.trigger('board', 'moved', { id: 1 }, { socket_id: origin.connection.socket_id })
    await arrived
    const after = happens(mine, 'after')
    await server.trigger('board', 'after', {})
    await after
    expect(echoed).toBe(0)
  })

  test('a batch reaches each of its channels, in order', async () => {
    const channel = await subscribed(browser(), 'feed')
    const seen: number[] = []
    channel.bind('n', (data: { n: number }) => seen.push(data.n))
    await server.triggerBatch([1, 2, 3].map((n) => ({ channel: 'feed', name: 'n', data: { n } })))
    await eventually(() => seen.length === 3, 'three events')
    expect(seen).toEqual([1, 2, 3])
  })

  test('what is above the limits is refused: data, names, channels, batches', async () => {
    const small = { channel: 'a', name: 'n', data: 'x' }
    expect(await statusOf(server.trigger('a', 'n', 'x'.repeat(10_241)))).toBe(413)
    expect(await statusOf(server.trigger('a', 'n', 'é'.repeat(5_121)))).toBe(413)
    expect(await statusOf(server.trigger('a', 'n', 'x'.repeat(10_240)))).toBe(200)
    expect((await call('/apps/lobby/events', `{"name":"n","data":"","channels":["${'c'.repeat(165)}"]}`)).status).toBe(
      400,
    )
    const many = [...Array(101)].map((_, at) => `c${at}`)
    expect((await call('/apps/lobby/events', JSON.stringify({ name: 'n', data: '', channels: many }))).status).toBe(400)
    expect(await statusOf(server.triggerBatch(Array(11).fill(small)))).toBe(400)
    expect((await call('/apps/lobby/events', 'x'.repeat(1_048_577))).status).toBe(413)
    expect((await call('/apps/lobby/events', '{not json')).status).toBe(400)
  })

  test('the app can ask who is where', async () => {
    await subscribed(browser('ada'), 'presence-a')
    await subscribed(browser('bob'), 'presence-a')
    await subscribed(browser('bob'), 'private-b')
    const read = async (path: string, params = {}) => (await server.get({ path, params })).json()
    expect(await read('/channels')).toEqual({ channels: { 'presence-a': {}, 'private-b': {} } })
    expect(await read('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
      channels: { 'presence-a': { user_count: 2 } },
    })
    expect(await read('/channels/presence-a', { info: 'user_count,subscription_count' })).toEqual({
      occupied: true,
      user_count: 2,
      subscription_count: 2,
    })
    expect(await statusOf(server.get({ path: '/channels', params: { info: 'user_count' } }))).toBe(400)
    expect(await statusOf(server.get({ path: '/channels/private-b/users' }))).toBe(400)
    expect(await statusOf(server.get({ path: '/nothing' }))).toBe(404)
  })
})

describe('signatures', () => {
  const event = JSON.stringify({ name: 'n', data: '{}', channels: ['a'] })

  test('a genuine call is answered', async () => {
    expect((await call('/apps/lobby/events', event)).status).toBe(200)
  })

  test('unsigned, forged, tampered and stale calls get 401 and publish nothing', async () => {
    const channel = await subscribed(browser(), 'a')
    let heard = 0
    channel.bind('n', () => heard++)
    const unsigned = await fetch(`http://127.0.0.1:${host.port}/apps/lobby/events`, { method: 'POST', body: event })
    const answers = [
      unsigned,
      await call('/apps/lobby/events', event, { secret: 'another secret' }),
      await call('/apps/lobby/events', event, { sentBody: event.replace('{}', '[]') }),
      await call('/apps/lobby/events', event, { sentBody: '' }),
      await call('/apps/lobby/events', event, { ageSeconds: 601 }),
      await call('/apps/lobby/events', event, { ageSeconds: -602 }),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 401])
    const last = happens(channel, 'last')
    await server.trigger('a', 'last', {})
    await last
    expect(heard).toBe(0)
  })

  test('an added query parameter breaks the signature', async () => {
    const signed = server.createSignedQueryString({ method: 'GET', path: '/apps/lobby/channels', params: {} })
    const at = (query: string) => fetch(`http://127.0.0.1:${host.port}/apps/lobby/channels?${query}`)
    expect((await at(signed)).status).toBe(200)
    expect((await at(`${signed}&info=subscription_count`)).status).toBe(401)
    expect((await at(`${signed}&auth_key=${app.key}`)).status).toBe(401)
  })

  test('paths outside /apps are left to the host', async () => {
    expect((await fetch(`http://127.0.0.1:${host.port}/emails`)).status).toBe(418)
  })
})

describe('connections', () => {
  test('a stranger is turned away with the code that says why', async () => {
    const codes = [
      '/app/wrong?protocol=7',
      `/app/${app.key}`,
      `/app/${app.key}?protocol=x`,
      `/app/${app.key}?protocol=9`,
    ]
    const closings = await Promise.all(
      [...codes, '/app/?protocol=7'].map(async (path) => (await rawSocket(path)).closed),
    )
    expect(closings).toEqual([4001, 4008, 4006, 4007, 4005])
  })

  test('a browser with an unknown key gives up', async () => {
    const client = browser('ada', { key: 'unknown' })
    await happens(client.connection, 'disconnected')
    expect(host.realtime.connections()).toBe(0)
  })

  test('a restarted service gets its browsers and their subscriptions back by itself', async () => {
    const client = browser()
    const channel = await subscribed(client, 'private-room')
    const resubscribed = happens(channel, 'pusher:subscription_succeeded')
    const { port } = host
    await host.close()
    host = await listen({}, port)
    await resubscribed
    const arrived = happens(channel, 'back')
    await server.trigger('private-room', 'back', { ok: true })
    expect(await arrived).toEqual({ ok: true })
  }, 20_000)

  test('nonsense does not end the connection, a frame above 64 kB does', async () => {
    const { socket, frames, closed, say } = await rawSocket(`/app/${app.key}?protocol=7`)
    for (const nonsense of ['', '{', '[]', 'null', '{"event":5}', '{"event":"pusher:subscribe"}']) socket.send(nonsense)
    say('pusher:subscribe', { channel: 'private-x', auth: null })
    say('pusher:ping', {})
    await eventually(() => frames.some((frame) => frame.event === 'pusher:pong'), 'the pong')
    expect(frames.filter((frame) => frame.event === 'pusher:error')).toHaveLength(7)
    socket.send('x'.repeat(70_000))
    expect(await closed).toBe(1009)
  })

  test('a silent client is asked, and closed with 4201 when it does not answer', async () => {
    const { port } = host
    await host.close()
    host = await listen({ activityTimeout: 0.05, pongTimeout: 0.05 }, port)
    const { frames, closed } = await rawSocket(`/app/${app.key}?protocol=7`)
    expect(await closed).toBe(4201)
    expect(frames.map((frame) => frame.event)).toContain('pusher:ping')
  })
})

describe('webhooks', () => {
  let hooks: Hook[] = []
  let refusals = 0
  let receiver: Server

  beforeEach(async () => {
    hooks = []
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      if (refusals-- > 0) return response.writeHead(500).end()
      hooks.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      response.end('{}')
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const { port } = host
    await host.close()
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/pusher`
    host = await listen({ webhook: { url } }, port)
  })

  afterEach(() => {
    receiver.closeAllConnections()
    receiver.close()
  })

  const told = () => hooks.flatMap((hook) => (JSON.parse(hook.body) as { events: { name: string }[] }).events)

  test('tell the app, verifiably, about channels and members, in order', async () => {
    const client = browser('ada')
    await subscribed(client, 'presence-a')
    client.disconnect()
    await eventually(() => told().length === 4, 'four events')
    expect(told()).toEqual([
      { name: 'channel_occupied', channel: 'presence-a' },
      { name: 'member_added', channel: 'presence-a', user_id: 'ada' },
      { name: 'member_removed', channel: 'presence-a', user_id: 'ada' },
      { name: 'channel_vacated', channel: 'presence-a' },
    ])
    for (const { headers, body } of hooks) {
      expect(server.webhook({ headers: headers as never, rawBody: body }).isValid()).toBe(true)
      expect(server.webhook({ headers: headers as never, rawBody: `${body} ` }).isValid()).toBe(false)
    }
  })

  test('are repeated when the app answers with an error', async () => {
    refusals = 1
    await subscribed(browser(), 'lounge')
    await eventually(() => told().length === 1, 'the second attempt')
    expect(told()).toEqual([{ name: 'channel_occupied', channel: 'lounge' }])
  })
})
