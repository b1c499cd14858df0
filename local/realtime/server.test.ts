import type PusherClient from 'pusher-js'
import type { PresenceChannel } from 'pusher-js'
import { describe, expect, test } from 'vitest'
import { app, browser, eventually, freshService, happens, rawSocket, serverSdk, stand, subscribed } from './testing'

freshService()

describe('subscribing', () => {
  test('an authorized browser receives what the app triggers on a private channel', async () => {
    const channel = await subscribed(browser(), 'private-org.1.project.2')
    const arrived = happens(channel, 'task.moved')
    await stand.server.trigger('private-org.1.project.2', 'task.moved', { id: 't1', sequence: 7 })
    expect(await arrived).toEqual({ id: 't1', sequence: 7 })
  })

  test('a browser whose authorization was signed with another secret is refused and hears nothing', async () => {
    const channel = browser('eve', { authorizer: serverSdk(stand.host.port, 'another secret') }).subscribe(
      'private-room',
    )
    let heard = 0
    channel.bind('secret', () => heard++)
    expect(await happens(channel, 'pusher:subscription_error')).toMatchObject({ type: 'AuthError', status: 401 })
    const friend = await subscribed(browser(), 'private-room')
    const arrived = happens(friend, 'secret')
    await stand.server.trigger('private-room', 'secret', {})
    await arrived
    expect(heard).toBe(0)
  })

  test('an authorization for one channel opens no other', async () => {
    const { frames, say } = await rawSocket(`/app/${app.key}?protocol=7`)
    await eventually(() => frames.length === 1, 'the greeting')
    const { socket_id } = JSON.parse(frames[0]!.data as string) as { socket_id: string }
    say('pusher:subscribe', { channel: 'private-b', ...stand.server.authorizeChannel(socket_id, 'private-a') })
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
      const response = await stand.server.get({ path: '/channels/news' })
      return ((await response.json()) as { occupied: boolean }).occupied === false
    }, 'the channel is vacated')
    await stand.server.trigger('news', 'item', {})
    await subscribed(client, 'other')
    expect(heard).toBe(0)
  })

  test('a late arrival on a cache channel gets the last event, and is told when there is none', async () => {
    expect(await happens(browser().subscribe('private-cache-empty'), 'pusher:cache_miss')).toBeDefined()
    await stand.server.trigger('cache-rate', 'rate', { value: 1 })
    await stand.server.trigger('cache-rate', 'rate', { value: 2 })
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
    const answer = await stand.server.get({ path: '/channels/presence-task.1/users' })
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
      const auth = stand.server.authorizeChannel(socket_id, 'presence-full', { user_id: userId })
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
      await stand.server.sendToUser('ada', 'mail', { text: 'hello' })
      return Promise.race([mail.then(() => true), new Promise<boolean>((r) => setImmediate(() => r(false)))])
    }, 'the mail arrives')
    expect(await mail).toEqual({ text: 'hello' })
    const ended = happens(ada.connection, 'disconnected')
    await stand.server.terminateUserConnections('ada')
    await ended
    expect(bob.connection.state).toBe('connected')
    await eventually(() => stand.host.realtime.connections() === 1, 'only bob is left')
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
