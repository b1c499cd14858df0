import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { type Context, can, contextFrom } from '@/lib/core/context'
import { askMember, closePool } from '@/lib/core/transaction'
import { leaveOrganization, removeMember } from '@/lib/members/commands/remove-member'
import { reinstateMember, suspendMember } from '@/lib/members/commands/suspend-member'
import { client } from '@/lib/rest/testing'
import { buildWorld, worldPassword as password, type RoleKey, type World } from '@/lib/rest/world'
import { setRoleActive } from '@/lib/roles/commands/set-role-active'
import { listRoles } from '@/lib/roles/queries'
import { type Mailbox, startMailbox } from '@/local/mailbox/server'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { mailOwnership } from '../jobs'
import { transferOwnership } from './transfer-ownership'

// Two hundred at once are more than one account may try.
vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let database: TestDatabase
let sql: postgres.Sql
let world: World
let letters: TemporaryDatabase
let mailbox: Mailbox
let server: Server
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 4 })
  world = await buildWorld()
  await sql`update users set email_verified_at = now()`
  letters = await temporaryDatabase()
  mailbox = await startMailbox({ databaseUrl: letters.url, apiKey: 're_test' })
  server = createServer((request, response) => void mailbox.handle(request, response)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await mailbox.stop()
  await letters.drop()
  await closePool()
  await sql.end()
  await database.drop()
})

async function contextOf(memberId: string): Promise<Context> {
  const answer = await askMember(world.people.owner.ctx.organization.id, memberId)
  if (!answer) throw new Error('This person is out')
  return contextFrom(answer, 'session', { id: 'transfer', address: null })
}
const id = (key: RoleKey) => world.people[key].memberId
const now = (key: RoleKey) => contextOf(id(key))
const owners = () => sql`
  select m.id from organizations o join members m on m.organization_id = o.id and m.is_owner and m.status = 'active'
    and m.id = o.owner_member_id where o.slug = ${world.slug}`
const ownerId = async () => (await owners())[0]?.id as string
const refused = (status: number, code: string) => ({ status, problem: { code } })

/** The owner of the beginning owns it again. */
beforeEach(async () => {
  const at = await ownerId()
  if (at !== id('owner')) await transferOwnership(await contextOf(at), { member: id('owner'), password })
})

test('the organization goes to another member at once: one holds everything, the other stays as an admin', async () => {
  await transferOwnership(await now('owner'), { member: id('developer'), password })
  expect(await owners()).toMatchObject([{ id: id('developer') }])
  const [before, after] = [await now('owner'), await now('developer')]
  expect(before.actor).toMatchObject({ owner: false, roles: [{ key: 'admin' }] })
  expect(can(before, 'organization.settings.edit')).toBe(true)
  expect(after.actor).toMatchObject({ owner: true })
  expect(can(after, 'finance.payments.verify')).toBe(true)
  const [event] = await sql`select id, organization_id, payload from outbox
    where type = 'organization.ownership_transferred' order by id desc limit 1`
  expect(event?.payload).toMatchObject({ from: id('owner'), to: id('developer') })
  for (const _ of ['once', 'and again']) await mailOwnership(event?.organization_id, event?.id, event?.payload)
  const inbox = postgres(letters.url, { max: 1 })
  const mails = await inbox`select "to"[1] as who, subject from mailbox.mail order by subject`
  await inbox.end()
  expect([...mails]).toEqual([
    { who: world.people.owner.email, subject: 'Person developer owns Organization acme now' },
    { who: world.people.developer.email, subject: 'You own Organization acme now' },
  ])
})

test('only the owner can, and only with their own password', async () => {
  await expect(transferOwnership(await now('admin'), { member: id('developer'), password })).rejects.toMatchObject(
    refused(403, 'OWNER_ONLY'),
  )
  await expect(transferOwnership(await now('client'), { member: id('developer'), password })).rejects.toMatchObject(
    refused(404, 'NOT_FOUND'),
  )
  await expect(
    transferOwnership(await now('owner'), { member: id('developer'), password: 'not the password at all' }),
  ).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'password', code: 'wrong_password' }] } })
  expect(await ownerId()).toBe(id('owner'))
})

test('not to somebody absent, unverified, suspended, a client’s contact, or oneself', async () => {
  const owner = await now('owner')
  const to = (member: string) => transferOwnership(owner, { member, password })
  await expect(to('01990000-0000-7000-8000-000000000001')).rejects.toMatchObject(refused(404, 'NOT_FOUND'))
  await expect(to(id('owner'))).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'member' }] } })
  await expect(to(id('client'))).rejects.toMatchObject(refused(409, 'CLIENT_CONTACT'))
  await suspendMember(owner, { member: id('support') })
  await expect(to(id('support'))).rejects.toMatchObject(refused(409, 'SUSPENDED'))
  await reinstateMember(owner, { member: id('support') })
  const email = world.people.support.email
  await sql`update users set email_verified_at = null where email = ${email}`
  await expect(to(id('support'))).rejects.toMatchObject(refused(409, 'EMAIL_UNVERIFIED'))
  await sql`update users set email_verified_at = now() where email = ${email}`
  expect(await ownerId()).toBe(id('owner'))
})

test('not while the role that the owner would keep is switched off', async () => {
  const owner = await now('owner')
  const role = (await listRoles(owner, {})).items.find(({ key }) => key === 'admin')?.id ?? ''
  await setRoleActive(owner, { role, active: false })
  await expect(transferOwnership(owner, { member: id('developer'), password })).rejects.toMatchObject(
    refused(409, 'ADMIN_ROLE_OFF'),
  )
  await setRoleActive(owner, { role, active: true })
  expect(await owners()).toMatchObject([{ id: id('owner') }])
})

test('by REST, and the password is written nowhere', async () => {
  const call = client(world.people.owner.token)
  const path = `/organizations/${world.slug}/owner`
  const headers = { 'idempotency-key': 'give-it-away' }
  const body = { member: id('admin'), password }
  const first = await call('PUT', path, body, { headers })
  expect(first.body).toEqual({ owner: { id: id('admin'), name: 'Person admin' } })
  expect((await call('PUT', path, body, { headers })).body).toEqual(first.body)
  expect((await call('PUT', path, body)).body.code).toBe('OWNER_ONLY')
  const trail = await sql`select row_to_json(a)::text as text from audit_log a where event like '%ownership%'`
  expect(trail.map(({ text }) => text).join()).not.toContain(password)
})

test('of two hundred transfers between suspensions, removals and leaves there is one owner after every commit', async () => {
  const owner = await now('owner')
  const admin = await now('admin')
  const keys = ['developer', 'support', 'verifier', 'salesperson', 'project_manager', 'member'] as const
  const member = (at: number) => id(keys[at % keys.length] as RoleKey)
  let watching = true
  const seen: number[] = []
  const watch = (async () => {
    while (watching) seen.push((await owners()).length)
  })()
  const transfers = Array.from({ length: 200 }, (_, at) => transferOwnership(owner, { member: member(at), password }))
  const suspensions = Array.from({ length: 40 }, (_, at) =>
    at % 2 ? suspendMember(admin, { member: member(at) }) : reinstateMember(admin, { member: member(at) }),
  )
  const takers = { everything: id('admin') }
  const departures = [
    leaveOrganization(await now('project_manager'), { takers: { clients: id('admin'), leads: id('admin') } }),
    ...(['member', 'salesperson'] as const).map((key) => removeMember(admin, { member: id(key), takers })),
  ]
  const outcomes = await Promise.allSettled(transfers)
  const departed = await Promise.allSettled(departures)
  const others = await Promise.allSettled(suspensions)
  watching = false
  await watch
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(1)
  const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(new Set(reasons.map(({ status }) => status))).toEqual(new Set([409]))
  const failed = others.flatMap((one) => (one.status === 'rejected' ? [one.reason.problem?.code] : []))
  expect(failed.every((code) => ['OWNER', 'TOO_WIDE', 'LEFT'].includes(code))).toBe(true)
  const stayed = departed.flatMap((one) => (one.status === 'rejected' ? [one.reason.problem?.code ?? one.reason] : []))
  expect(stayed.every((code) => ['OWNER', 'TOO_WIDE', 'INVALID'].includes(code))).toBe(true)
  const [left] = await sql`select count(*)::int as n from members where status = 'left' and is_owner`
  expect(left?.n).toBe(0)
  expect(new Set(seen)).toEqual(new Set([1]))
}, 120_000)
