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
import { changePassword } from '@/lib/accounts/commands/change-password'
import { confirmEmailChange } from '@/lib/accounts/commands/confirm-email-change'
import { endOtherSessions, endSession } from '@/lib/accounts/commands/end-sessions'
import { requestEmailChange } from '@/lib/accounts/commands/request-email-change'
import { requestReset } from '@/lib/accounts/commands/request-reset'
import { resetPassword } from '@/lib/accounts/commands/reset-password'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { signOut } from '@/lib/accounts/commands/sign-out'
import { sessionOfToken } from '@/lib/accounts/commands/tokens'
import { contextFrom } from '@/lib/core/context'
import { type Relay, startRelay } from '@/lib/core/relay'
import { secretFor } from '@/lib/core/secret'
import { show, tenant } from '@/lib/core/tenant'
import { askMember, closePool } from '@/lib/core/transaction'
import { disconnect } from '@/lib/integrations/pusher'
import { leaveOrganization, removeMember } from '@/lib/members/commands/remove-member'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { suspendMember } from '@/lib/members/commands/suspend-member'
import { memberChannel, projectChannel } from '@/lib/notifications/channels'
import { archiveOrganization } from '@/lib/organizations/commands/archive-organization'
import { updateSettings } from '@/lib/organizations/commands/update-settings'
import { disableUser } from '@/lib/platform/commands/disable-user'
import { suspendOrganization } from '@/lib/platform/commands/turn-organization'
import { setRoleActive } from '@/lib/roles/commands/set-role-active'
import { updateRole } from '@/lib/roles/commands/update-role'
import { createTask } from '@/lib/tasks/actions'
import { taskBoard } from '@/lib/tasks/queries'
import { app, listen } from '@/local/realtime/testing'
import { client } from './testing'
import { buildWorld, founded, type World, worldPassword } from './world'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
  process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true'
})

/** What a page or an action is asked with; the framework would take it from the request. */
const asked = vi.hoisted(() => ({ cookie: '' }))
const cookieName = 'next-auth.session-token'
const host = 'localhost:3000'
vi.mock('next/headers', () => ({
  headers: async () => new Headers({ host: 'localhost:3000', origin: 'http://localhost:3000' }),
  cookies: async () => ({ get: (name: string) => (name === cookieName ? { value: asked.cookie } : undefined) }),
}))

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

let count = 0
const request = () => ({ id: 'test', address: `198.51.100.${++count % 250}`, userAgent: 'test' })

/** A developer with an open session, and a second one from which they act on the first. */
async function victim() {
  const slug = `place-${++count}`
  const world = await buildWorld(slug)
  const { email, token, ctx, memberId } = world.people.developer
  const open = () => signIn(request(), { email, password: worldPassword }, 'browser')
  const { sessionId, userId } = await open()
  const cookie = await encode({ token: { sid: sessionId }, secret: process.env.NEXTAUTH_SECRET ?? '' })
  const other = (await open()).sessionId
  const channel = projectChannel(ctx.organization.id, world.projects.active.id)
  return { slug, world, email, token, memberId, userId, sessionId, other, cookie, channel }
}
type Victim = Awaited<ReturnType<typeof victim>>

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

const linkOf = async (userId: string, purpose: 'reset_password' | 'change_email') => {
  const [row] = await sql`select id from one_time_secrets where user_id = ${userId} and purpose = ${purpose}
    order by id desc limit 1`
  return secretFor(purpose, row?.id)
}
const roleOf = async ({ slug }: Victim, key: string) => {
  const [row] = await sql<{ id: string; version: number }[]>`select r.id, r.version from roles r
    join organizations o on o.id = r.organization_id where o.slug = ${slug} and r.key = ${key}`
  return { id: row?.id ?? '', version: row?.version ?? 0 }
}
const owner = (world: World) => world.people.owner.ctx
const idOf = (world: World) => owner(world).organization.id

/** The session of somebody who runs the platform, in an organization of their own. */
async function platformAdmin() {
  const { email } = await founded(`platform-${++count}`)
  await sql`update users set platform_admin = true where email = ${email}`
  return (await signIn(request(), { email, password: worldPassword }, 'browser')).sessionId
}

const working = { page: 'shown', action: 'done', rest: 200, program: 200, session: 'somebody', live: 200 }
const signedOut = { page: 'sign-in', action: 'UNAUTHENTICATED', rest: 401, session: 'nobody', live: 403 }
const outside = { page: '404', action: 'NOT_FOUND', rest: 404, program: 404, session: 'somebody', live: 403 }
const closed = (code: string) => ({
  page: 'closed',
  action: code,
  rest: 403,
  program: 403,
  session: 'somebody',
  live: 403,
})
const narrower = { session: 'somebody', live: 403 }

type Case = {
  revoke: (it: Victim) => Promise<unknown>
  expect: Partial<typeof signedOut & typeof working>
}
const cases: Record<string, Case> = {
  'signing out': {
    revoke: ({ sessionId }) => signOut(request(), { sessionId }),
    expect: { ...signedOut, program: 200 },
  },
  'signing out everywhere': {
    revoke: ({ other }) => endOtherSessions(request(), other, {}),
    expect: { ...signedOut, program: 401 },
  },
  'another password': {
    revoke: ({ other }) =>
      changePassword(request(), other, { password: worldPassword, newPassword: 'another fine long password' }),
    expect: { ...signedOut, program: 401 },
  },
  'a password set by mail': {
    revoke: async ({ email, userId }) => {
      await requestReset(request(), { email })
      const secret = await linkOf(userId, 'reset_password')
      await resetPassword(request(), { secret, password: 'another fine long password' })
    },
    expect: { ...signedOut, program: 401 },
  },
  'another address': {
    revoke: async ({ other, userId, slug }) => {
      await requestEmailChange(request(), other, { email: `moved@${slug}.test`, password: worldPassword })
      await confirmEmailChange(request(), { secret: await linkOf(userId, 'change_email'), keep: other })
    },
    expect: { ...signedOut, program: 401 },
  },
  'a person disabled': {
    revoke: async ({ userId }) => disableUser(request(), await platformAdmin(), { user: userId, reason: 'Left' }),
    expect: { ...signedOut, program: 401 },
  },
  'a member suspended': {
    revoke: ({ world, memberId }) => suspendMember(owner(world), { member: memberId }),
    expect: outside,
  },
  'a member removed': {
    revoke: ({ world, memberId }) => removeMember(owner(world), { member: memberId }),
    expect: outside,
  },
  'a member who left': {
    revoke: async ({ world, memberId }) => {
      const answer = await askMember(owner(world).organization.id, memberId)
      if (answer) await leaveOrganization(contextFrom(answer, 'session', owner(world).request), {})
    },
    expect: outside,
  },
  'a role edited': {
    revoke: async (it) => {
      const { id, version } = await roleOf(it, 'developer')
      const permissions = { organization: { members: { view: true } } }
      await updateRole(owner(it.world), { role: id, version, permissions })
    },
    expect: narrower,
  },
  'a role taken away': {
    revoke: async (it) => {
      const [member] = await sql`select version from members where id = ${it.memberId}`
      const { id } = await roleOf(it, 'verifier')
      await setMemberRoles(owner(it.world), { member: it.memberId, version: member?.version, roleIds: [id] })
    },
    expect: narrower,
  },
  'a role switched off': {
    revoke: async (it) => setRoleActive(owner(it.world), { role: (await roleOf(it, 'developer')).id, active: false }),
    expect: narrower,
  },
  'an organization suspended': {
    revoke: async ({ world }) =>
      suspendOrganization(request(), await platformAdmin(), { organization: idOf(world), reason: 'Unpaid' }),
    expect: closed('ORGANIZATION_SUSPENDED'),
  },
  'an organization archived by its owner': {
    revoke: ({ world }) => archiveOrganization(owner(world), { password: worldPassword }),
    expect: closed('ORGANIZATION_ARCHIVED'),
  },
  'a program’s credential revoked': {
    revoke: async ({ other, token }) => endSession(request(), other, { session: (await sessionOfToken(token)) ?? '' }),
    expect: { ...working, program: 401 },
  },
  'a module switched off': {
    revoke: async ({ world, slug }) => {
      const [row] = await sql`select version from organizations where slug = ${slug}`
      await updateSettings(owner(world), { version: row?.version, modulesOff: ['tasks'] })
    },
    expect: narrower,
  },
}

describe('what was opened before', () => {
  test.each(Object.entries(cases))(
    '%s ends: on a page, an action, REST, a program, live and in an open socket',
    async (_, it) => {
      const somebody = await victim()
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
  const slug = `place-${++count}`
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
  const { id } = await roleOf(walker, 'verifier')
  await setMemberRoles(owner(world), { member: admin.memberId, version: member?.version, roleIds: [id] })
  const ended = await call('GET', `/organizations/${slug}/walk`, undefined, { headers })
  expect([ended.status, ended.body.code]).toEqual([403, 'WALK_ENDED'])
  expect((await replay(walker)).action).not.toBe('READ_ONLY_WALK')
  expect((await call('GET', `/organizations/${slug}`, undefined, { headers })).body.me.name).toBe('Person admin')
})
