import { describe, expect, test } from 'vitest'
import { app, browser, eventually, freshService, happens, listen, rawSocket, stand, subscribed } from './testing'

freshService()

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
    expect(stand.host.realtime.connections()).toBe(0)
  })

  test('a restarted service gets its browsers and their subscriptions back by itself', async () => {
    const client = browser()
    const channel = await subscribed(client, 'private-room')
    const resubscribed = happens(channel, 'pusher:subscription_succeeded')
    const { port } = stand.host
    await stand.host.close()
    stand.host = await listen({}, port)
    await resubscribed
    const arrived = happens(channel, 'back')
    await stand.server.trigger('private-room', 'back', { ok: true })
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
    const { port } = stand.host
    await stand.host.close()
    stand.host = await listen({ activityTimeout: 0.05, pongTimeout: 0.05 }, port)
    const { frames, closed } = await rawSocket(`/app/${app.key}?protocol=7`)
    expect(await closed).toBe(4201)
    expect(frames.map((frame) => frame.event)).toContain('pusher:ping')
  })
})
