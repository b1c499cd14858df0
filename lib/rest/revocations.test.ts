import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { POST as authorizeChannels } from '@/app/api/realtime/auth/route'
import { POST as authenticateSocket } from '@/app/api/realtime/user/route'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { authOptions } from '@/lib/accounts/auth'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { type Relay, startRelay } from '@/lib/core/relay'
import { show, tenant } from '@/lib/core/tenant'
import { closePool } from '@/lib/core/transaction'
import { disconnect } from '@/lib/integrations/pusher'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { memberChannel, projectChannel } from '@/lib/notifications/channels'
import { createTask } from '@/lib/tasks/actions'
import { taskBoard } from '@/lib/tasks/queries'
import { app, listen } from '@/local/realtime/testing'
import { asked, cookieName, host } from './browser'
import { narrower, owner, request, revocations, roleOf, type Victim, victim, working } from './revocations'
import { client } from './testing'
import { buildWorld, worldPassword } from './world'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

vi.mock('next/headers', async () => (await import('./browser')).nextHeaders)

let database: TestDatabase
let sql: postgres.Sql
let live: Awaited<ReturnType<typeof listen>>
let relay: Relay
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2 })
  live = await listen()
  Object.assign(process.env, { PUSHER_APP_ID: app.appId, PUSHER_KEY: app.key, PUSHER_SECRET: app.secret })
  Object.assign(process.env, {
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: String(live.port),
    NEXTAUTH_URL: `http://${host}`,
  })
  relay = startRelay(database.relayUrl, {
    channels: () => [],
    live: async () => undefined,
    disconnect: async (users) => void (await Promise.all(users.map(disconnect))),
    jobs: async () => undefined,
    log: () => undefined,
  })
})
afterAll(async () => {
  await relay.stop()
  await live.close()
  await closePool()
  await sql.end()
  await database.drop()
})

const form = (cookie: string, path: string, values: Record<string, string>) =>
  new NextRequest(`http://${host}${path}`, {
    method: 'POST',
    headers: { host, origin: `http://${host}`, cookie: `${cookieName}=${cookie}` },
    body: new URLSearchParams(values),
  })

/** The first session's credential at every place that takes one. */
async function replay({ slug, cookie, channel, token }: Victim) {
  asked.cookie = cookie
  const page = await tenant(slug)
    .then((ctx) => show(taskBoard(ctx, { project: 'DURA' })))
    .then(
      () => 'shown',
      (error: { digest?: string }) => /sign-in|404|403|closed/.exec(error.digest ?? '')?.[0] ?? String(error),
    )
  const acted = await createTask(slug, { project: 'DURA', title: 'By an old page' })
  const rest = await client()('GET', `/organizations/${slug}/projects/DURA/board`, undefined, {
    headers: { cookie: `${cookieName}=${cookie}` },
  })
  const program = await client(token)('GET', `/organizations/${slug}/projects/DURA/board`)
  const heard = await authorizeChannels(form(cookie, '/api/realtime/auth', { socket_id: '1.1', channel_name: channel }))
  let session: { user?: object } = {}
  const response = {
    getHeader: () => [],
    setHeader: () => response,
    status: () => response,
    end: () => undefined,
    send: (body: object) => {
      session = body
    },
  }
  const query = { nextauth: ['session'] }
  await NextAuth(
    { method: 'GET', query, headers: {}, body: {}, cookies: { [cookieName]: cookie } } as never,
    response as never,
    authOptions(request(), null),
  )
  return {
    page,
    action: acted.ok ? 'done' : acted.error.code,
    rest: rest.status,
    program: program.status,
    session: session.user ? 'somebody' : 'nobody',
    live: heard.status,
  }
}

/** An open socket of the first session; resolves when the service ends it. */
async function openSocket({ cookie }: Victim) {
  const socket = new WebSocket(`ws://127.0.0.1:${live.port}/app/${app.key}?protocol=7`)
  const closed = new Promise<'closed'>((done) => socket.once('close', () => done('closed')))
  const next = (event: string) =>
    new Promise<Record<string, string>>((done) =>
      socket.on('message', (text) => {
        const message = JSON.parse(String(text)) as { event: string; data?: string }
        if (message.event === event) done(JSON.parse(message.data || '{}'))
      }),
    )
  const { socket_id = '' } = await next('pusher:connection_established')
  const signedIn = next('pusher:signin_success')
  const proof = await authenticateSocket(form(cookie, '/api/realtime/user', { socket_id }))
  socket.send(JSON.stringify({ event: 'pusher:signin', data: await proof.json() }))
  await signedIn
  return { closed, close: () => socket.terminate() }
}

describe('what was opened before', () => {
  test.each(Object.entries(revocations))(
    '%s ends: on a page, an action, REST, a program, live and in an open socket',
    async (_, it) => {
      const somebody = await victim(sql)
      const socket = await openSocket(somebody)
      expect(await replay(somebody)).toEqual(working)
      await it.revoke(somebody)
      const after = await replay(somebody)
      expect(after).toMatchObject(it.expect)
      if (it.expect === narrower) {
        expect(['403', '404']).toContain(after.page)
        expect(['FORBIDDEN', 'NOT_FOUND']).toContain(after.action)
        expect([after.rest, after.program].every((status) => [403, 404].includes(status))).toBe(true)
      }
      expect(await socket.closed).toBe('closed')
    },
  )
})

test('a walk shows pages with other eyes, refuses every change on every way in, and ends when the right to it goes', async () => {
  const slug = 'walked'
  const world = await buildWorld(slug)
  const { admin, developer } = world.people
  const { sessionId } = await signIn(request(), { email: admin.email, password: worldPassword }, 'browser')
  const cookie = await encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
  const channel = projectChannel(admin.ctx.organization.id, world.projects.active.id)
  const walker = { slug, cookie, channel, token: admin.token } as Victim
  const headers = { cookie: `${cookieName}=${cookie}`, origin: `http://${host}`, host }
  const call = client()
  await call('PUT', `/organizations/${slug}/walk`, { member: developer.memberId }, { headers })
  expect(await replay(walker)).toEqual({ ...working, action: 'READ_ONLY_WALK' })
  const notices = memberChannel(admin.ctx.organization.id, developer.memberId)
  const asked = form(cookie, '/api/realtime/auth', { socket_id: '1.1', channel_name: notices })
  expect((await authorizeChannels(asked)).status).toBe(403)

  const [member] = await sql`select version from members where id = ${admin.memberId}`
  const { id } = await roleOf({ sql, slug }, 'verifier')
  await setMemberRoles(owner(world), { member: admin.memberId, version: member?.version, roleIds: [id] })
  const ended = await call('GET', `/organizations/${slug}/walk`, undefined, { headers })
  expect([ended.status, ended.body.code]).toEqual([403, 'WALK_ENDED'])
  expect((await replay(walker)).action).not.toBe('READ_ONLY_WALK')
  expect((await call('GET', `/organizations/${slug}`, undefined, { headers })).body.me.name).toBe('Person admin')
})
