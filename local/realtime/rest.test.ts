import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  app,
  browser,
  call,
  eventually,
  freshService,
  type Hook,
  happens,
  listen,
  stand,
  statusOf,
  subscribed,
} from './testing'

freshService()

describe('triggering', () => {
  test('the socket that caused an event is left out', async () => {
    const origin = browser('ada')
    const mine = await subscribed(origin, 'board')
    const theirs = await subscribed(browser('bob'), 'board')
    let echoed = 0
    mine.bind('moved', () => echoed++)
    const arrived = happens(theirs, 'moved')
    await stand.server.trigger('board', 'moved', { id: 1 }, { socket_id: origin.connection.socket_id })
    await arrived
    const after = happens(mine, 'after')
    await stand.server.trigger('board', 'after', {})
    await after
    expect(echoed).toBe(0)
  })

  test('a batch reaches each of its channels, in order', async () => {
    const channel = await subscribed(browser(), 'feed')
    const seen: number[] = []
    channel.bind('n', (data: { n: number }) => seen.push(data.n))
    await stand.server.triggerBatch([1, 2, 3].map((n) => ({ channel: 'feed', name: 'n', data: { n } })))
    await eventually(() => seen.length === 3, 'three events')
    expect(seen).toEqual([1, 2, 3])
  })

  test('what is above the limits is refused: data, names, channels, batches', async () => {
    const small = { channel: 'a', name: 'n', data: 'x' }
    expect(await statusOf(stand.server.trigger('a', 'n', 'x'.repeat(10_241)))).toBe(413)
    expect(await statusOf(stand.server.trigger('a', 'n', 'é'.repeat(5_121)))).toBe(413)
    expect(await statusOf(stand.server.trigger('a', 'n', 'x'.repeat(10_240)))).toBe(200)
    expect((await call('/apps/lobby/events', `{"name":"n","data":"","channels":["${'c'.repeat(165)}"]}`)).status).toBe(
      400,
    )
    const many = [...Array(101)].map((_, at) => `c${at}`)
    expect((await call('/apps/lobby/events', JSON.stringify({ name: 'n', data: '', channels: many }))).status).toBe(400)
    expect(await statusOf(stand.server.triggerBatch(Array(11).fill(small)))).toBe(400)
    expect((await call('/apps/lobby/events', 'x'.repeat(1_048_577))).status).toBe(413)
    expect((await call('/apps/lobby/events', '{not json')).status).toBe(400)
  })

  test('the app can ask who is where', async () => {
    await subscribed(browser('ada'), 'presence-a')
    await subscribed(browser('bob'), 'presence-a')
    await subscribed(browser('bob'), 'private-b')
    const read = async (path: string, params = {}) => (await stand.server.get({ path, params })).json()
    expect(await read('/channels')).toEqual({ channels: { 'presence-a': {}, 'private-b': {} } })
    expect(await read('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
      channels: { 'presence-a': { user_count: 2 } },
    })
    expect(await read('/channels/presence-a', { info: 'user_count,subscription_count' })).toEqual({
      occupied: true,
      user_count: 2,
      subscription_count: 2,
    })
    expect(await statusOf(stand.server.get({ path: '/channels', params: { info: 'user_count' } }))).toBe(400)
    expect(await statusOf(stand.server.get({ path: '/channels/private-b/users' }))).toBe(400)
    expect(await statusOf(stand.server.get({ path: '/nothing' }))).toBe(404)
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
    const unsigned = await fetch(`http://127.0.0.1:${stand.host.port}/apps/lobby/events`, {
      method: 'POST',
      body: event,
    })
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
    await stand.server.trigger('a', 'last', {})
    await last
    expect(heard).toBe(0)
  })

  test('an added query parameter breaks the signature', async () => {
    const signed = stand.server.createSignedQueryString({ method: 'GET', path: '/apps/lobby/channels', params: {} })
    const at = (query: string) => fetch(`http://127.0.0.1:${stand.host.port}/apps/lobby/channels?${query}`)
    expect((await at(signed)).status).toBe(200)
    expect((await at(`${signed}&info=subscription_count`)).status).toBe(401)
    expect((await at(`${signed}&auth_key=${app.key}`)).status).toBe(401)
  })

  test('paths outside /apps are left to the host', async () => {
    expect((await fetch(`http://127.0.0.1:${stand.host.port}/emails`)).status).toBe(418)
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
    const { port } = stand.host
    await stand.host.close()
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/pusher`
    stand.host = await listen({ webhook: { url } }, port)
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
      expect(stand.server.webhook({ headers: headers as never, rawBody: body }).isValid()).toBe(true)
      expect(stand.server.webhook({ headers: headers as never, rawBody: `${body} ` }).isValid()).toBe(false)
    }
  })

  test('are repeated when the app answers with an error', async () => {
    refusals = 1
    await subscribed(browser(), 'lounge')
    await eventually(() => told().length === 1, 'the second attempt')
    expect(told()).toEqual([{ name: 'channel_occupied', channel: 'lounge' }])
  })
})
