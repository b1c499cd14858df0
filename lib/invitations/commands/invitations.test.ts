import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { type Context, contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { askMember, closePool } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { suspendMember } from '@/lib/members/commands/suspend-member'
import { getMember } from '@/lib/members/queries'
import { buildWorld, type RoleKey, type World } from '@/lib/rest/world'
import { updateRole } from '@/lib/roles/commands/update-role'
import { listRoles } from '@/lib/roles/queries'
import { listInvitations } from '../queries'
import { acceptAsNew } from './accept-invitation'
import { invite } from './invite'
import { inviteMany } from './invite-many'
import { resendInvitation } from './resend-invitation'
import { revokeInvitation } from './revoke-invitation'

let database: TestDatabase
let sql: postgres.Sql
let world: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1 })
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

const owner = () => world.people.owner.ctx
async function now(key: RoleKey): Promise<Context> {
  const answer = await askMember(owner().organization.id, world.people[key].memberId)
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', owner().request)
}
const role = async (key: string) => {
  const found = (await listRoles(owner(), {})).items.find((one) => one.key === key)
  if (!found) throw new Error(`no role ${key}`)
  return found
}
const request = { id: 'invitations', address: null, userAgent: null }
const accept = (path: string, name: string) =>
  acceptAsNew(request, {
    secret: path.slice(path.lastIndexOf('/') + 1),
    name,
    password: 'correct horse battery staple',
  })
const open = async (email: string) => (await listInvitations(owner(), {})).items.find((one) => one.email === email)
const expire = (email: string) =>
  sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update invitations set expires_at = now() - interval '1 day' where email = ${email}`
  })

test('many are invited at once, and what is wrong with one address keeps nobody else out', async () => {
  const roleIds = [(await role('developer')).id]
  const emails = [
    'one@new.test',
    'ONE@new.test',
    'not an address',
    world.people.support.email,
    'open@acme.test',
    'two@new.test',
  ]
  const { results } = await inviteMany(owner(), { emails, roleIds })
  expect(results.map(({ email, code }) => [email, code])).toEqual([
    ['one@new.test', undefined],
    ['not an address', 'INVALID'],
    [world.people.support.email, 'ALREADY_MEMBER'],
    ['open@acme.test', 'TAKEN'],
    ['two@new.test', undefined],
  ])
  const [trail] =
    await sql`select count(*)::int as count from audit_log where event = 'invitation.created' and after->>'email' like '%@new.test'`
  expect(trail?.count).toBe(2)
  expect(await accept(results[4]?.path ?? '', 'Tina Two')).toMatchObject({ slug: world.slug })
  const again = await inviteMany(owner(), { emails, roleIds })
  expect(again.results.every(({ code }) => code !== undefined)).toBe(true)
})

test('nobody invites many with more than they hold, and nobody who may not invite', async () => {
  const admin = await role('admin')
  const { 'finance.payments.verify': _, ...rest } = readPermissions(admin.permissions)
  await updateRole(owner(), { role: admin.id, version: admin.version, permissions: nestPermissions(rest) })
  const roleIds = [(await role('verifier')).id]
  await expect(inviteMany(await now('admin'), { emails: ['x@new.test'], roleIds })).rejects.toMatchObject({
    status: 400,
    problem: { errors: [{ path: 'roleIds', code: 'too_wide' }] },
  })
  await expect(inviteMany(await now('developer'), { emails: ['x@new.test'], roleIds })).rejects.toMatchObject({
    status: 403,
  })
})

test('an invitation that ran out works again when it is sent again, with the same link', async () => {
  const email = 'late@new.test'
  const { path } = await invite(owner(), { email, roleIds: [(await role('developer')).id] })
  await expire(email)
  expect(await open(email)).toMatchObject({ expired: true })
  await expect(accept(path, 'Late')).rejects.toMatchObject({ status: 400 })
  await resendInvitation(owner(), { invitation: (await open(email))?.id ?? '' })
  expect(await open(email)).toMatchObject({ expired: false, path })
  const [event] = await sql`select type from outbox order by id desc limit 1`
  expect(event?.type).toBe('invitation.resent')
  expect(await accept(path, 'Late')).toMatchObject({ slug: world.slug })
})

test('whoever sends it again stands for it: they give no more than they hold, and it works without who sent it first', async () => {
  const wide = 'wide@new.test'
  await invite(owner(), { email: wide, roleIds: [(await role('verifier')).id] })
  const invitation = (await open(wide))?.id ?? ''
  await expect(resendInvitation(await now('admin'), { invitation })).rejects.toMatchObject({
    status: 400,
    problem: { errors: [{ path: 'roleIds' }] },
  })
  await revokeInvitation(owner(), { invitation })
  await expect(resendInvitation(owner(), { invitation })).rejects.toMatchObject({ status: 404 })

  const left = 'left-behind@new.test'
  const { path } = await invite(await now('admin'), { email: left, roleIds: [(await role('developer')).id] })
  await suspendMember(owner(), { member: world.people.admin.memberId })
  await expect(accept(path, 'Lea')).rejects.toMatchObject({ problem: { code: 'INVITER_GONE' } })
  await resendInvitation(owner(), { invitation: (await open(left))?.id ?? '' })
  expect(await accept(path, 'Lea')).toMatchObject({ slug: world.slug })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update members set status = 'active' where id = ${world.people.admin.memberId}`
  })
})

test('an invitation gives no more than its sender holds when it is accepted', async () => {
  const { path } = await invite(await now('admin'), { email: 'narrow@new.test', roleIds: [(await role('admin')).id] })
  const { id, version } = await getMember(owner(), { member: world.people.admin.memberId })
  await setMemberRoles(owner(), { member: id, version, roleIds: [(await role('developer')).id] })
  await expect(accept(path, 'Nora')).rejects.toMatchObject({ problem: { errors: [{ code: 'too_wide' }] } })
  expect(await sql`select 1 from members where email = 'narrow@new.test'`).toHaveLength(0)
})
