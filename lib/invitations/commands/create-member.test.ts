import { expect, test } from 'vitest'
import { register } from '@/lib/accounts/commands/register'
import { resetPassword } from '@/lib/accounts/commands/reset-password'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { issueTokens } from '@/lib/accounts/commands/tokens'
import { newSecret } from '@/lib/accounts/secrets'
import { type Context, contextFrom } from '@/lib/core/context'
import { secretFor } from '@/lib/core/secret'
import { worldOfTest } from '@/lib/core/testing'
import { askMember, askPerson } from '@/lib/core/transaction'
import { listMembers } from '@/lib/members/queries'
import { client } from '@/lib/rest/testing'
import type { RoleKey } from '@/lib/rest/world'
import { listRoles } from '@/lib/roles/queries'
import { listInvitations } from '../queries'
import { createMember } from './create-member'
import { revokeInvitation } from './revoke-invitation'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
async function now(key: RoleKey): Promise<Context> {
  const answer = await askMember(owner().organization.id, here.world.people[key].memberId)
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', owner().request)
}
const roleId = async (key: string) => (await listRoles(owner(), {})).items.find((role) => role.key === key)?.id ?? ''
const create = async (ctx: Context, email: string, role = 'developer') =>
  createMember(ctx, { email, name: 'Nora New', roleIds: [await roleId(role)] })

let places = 0
const from = () => ({ id: 'test', address: `192.0.2.${++places}`, userAgent: 'test', deviceId: crypto.randomUUID() })
const own = 'my very own long password'
const enter = (email: string, password: string, newPassword?: string) =>
  signIn(from(), { email, password, ...(newPassword && { newPassword }) }, 'browser')
const memberships = async (sessionId: string) => (await askPerson(sessionId))?.memberships.map(({ slug }) => slug)
const refused = (code: string) => ({ status: 401, problem: { code } })
const sessionsOf = async (email: string) =>
  (await here.sql`select 1 from sessions s join users u on u.id = s.user_id where u.email = ${email}`).length

test('a temporary password opens nothing but the choice of an own one, which makes them a member', async () => {
  const email = 'nora@new.test'
  const { password, mailed } = await create(owner(), email)
  expect(password).toMatch(/^([2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}$/)
  expect(mailed).toBe(true)
  await expect(enter(email, password)).rejects.toMatchObject(refused('NEW_PASSWORD_REQUIRED'))
  await expect(issueTokens(from(), { email, password })).rejects.toMatchObject(refused('NEW_PASSWORD_REQUIRED'))
  await expect(enter(email, password, password)).rejects.toMatchObject({ status: 400 })
  await expect(enter(email, password, 'too short')).rejects.toMatchObject({ status: 400 })
  expect(await sessionsOf(email)).toBe(0)

  const { sessionId } = await enter(email, password, own)
  expect(await memberships(sessionId)).toEqual([here.world.slug])
  const [member] = (await listMembers(owner(), { q: 'nora' })).items
  expect(member).toMatchObject({ email, status: 'active', roles: [{ key: 'developer' }] })
  await expect(enter(email, password, own)).rejects.toMatchObject(refused('WRONG_CREDENTIALS'))
  await enter(email, own)
  const [asked] =
    await here.sql`select purpose from one_time_secrets s join users u on u.id = s.user_id where u.email = ${email}`
  expect(asked?.purpose).toBe('verify_email')
})

test('of two who use it at once, one chooses the password', async () => {
  const email = 'twice@new.test'
  const { password } = await create(owner(), email)
  const outcomes = await Promise.allSettled([enter(email, password, `${own} 1`), enter(email, password, `${own} 2`)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('somebody with a login keeps it, and the answer looks the same', async () => {
  const known = 'sam@elsewhere.test'
  const elsewhere = { name: 'Elsewhere', slug: 'elsewhere' }
  await register(from(), { name: 'Sam', email: known, password: `${own}, elsewhere`, organization: elsewhere })
  const before = await here.sql`select password_hash from users where email = ${known}`
  const [old, fresh] = [await create(owner(), known), await create(owner(), 'unknown@new.test')]
  expect(Object.keys(old)).toEqual(Object.keys(fresh))
  expect(old.password).toHaveLength(fresh.password.length)
  expect(await here.sql`select password_hash from users where email = ${known}`).toEqual(before)
  await expect(enter(known, old.password, own)).rejects.toMatchObject(refused('WRONG_CREDENTIALS'))
  const open = (await listInvitations(owner(), {})).items.map(({ email }) => email)
  expect(open).toEqual(expect.arrayContaining([known, 'unknown@new.test']))
})

test('it stops working after seven days by the clock of the database, and a new one can be made', async () => {
  const email = 'late@new.test'
  const { id, password } = await create(owner(), email)
  const [row] =
    await here.sql`select expires_at - now() > interval '6 days' and expires_at - now() < interval '8 days' as week from temporary_passwords where invitation_id = ${id}`
  expect(row?.week).toBe(true)
  await here.sql`update temporary_passwords set expires_at = now() where invitation_id = ${id}`
  await expect(enter(email, password, own)).rejects.toMatchObject(refused('TEMPORARY_PASSWORD_OVER'))
  await revokeInvitation(owner(), { invitation: id })
  const again = await create(owner(), email)
  await expect(enter(email, password, own)).rejects.toMatchObject(refused('WRONG_CREDENTIALS'))
  expect(await memberships((await enter(email, again.password, own)).sessionId)).toEqual([here.world.slug])
})

test('an invitation that was taken back makes nobody a member, whoever has the password', async () => {
  const email = 'back@new.test'
  const { id, password } = await create(owner(), email)
  await revokeInvitation(owner(), { invitation: id })
  expect(await memberships((await enter(email, password, own)).sessionId)).toEqual([])
})

test('nobody gives more than they hold this way, and only who may invite does it', async () => {
  await expect(create(await now('member'), 'wide@new.test')).rejects.toMatchObject({ status: 403 })
  const { token } = here.world.people.developer
  const answer = await client(token)('POST', `/organizations/${here.world.slug}/members`, {
    email: 'wide@new.test',
    name: 'Wide',
    roleIds: [await roleId('admin')],
  })
  expect(answer.status).toBe(403)
  expect(await here.sql`select 1 from users where email = 'wide@new.test'`).toHaveLength(0)
})

test('the password is kept nowhere: not for a retry, not in the trail, not in an event', async () => {
  const roleIds = [await roleId('developer')]
  const input = { email: 'kept@new.test', name: 'Kept', roleIds }
  const first = await createMember(owner(), input, { idempotencyKey: 'kept' })
  expect(await createMember(owner(), input, { idempotencyKey: 'kept' })).toEqual(first)
  for (const table of ['idempotency_keys', 'audit_log', 'outbox', 'platform_audit', 'platform_outbox', 'invitations'])
    expect(
      (await here.sql.unsafe(`select 1 from ${table} t where t::text like '%${first.password}%'`)).length,
      table,
    ).toBe(0)
})

test('whoever proves the address by mail instead has a password of their own', async () => {
  const email = 'mail@new.test'
  const { password } = await create(owner(), email)
  const [user] = await here.sql`select id from users where email = ${email}`
  const secret = newSecret(user?.id, 'reset_password')
  await here.sql`insert into one_time_secrets (id, user_id, purpose, secret_hash, expires_at) values
    (${secret.id}, ${user?.id}, 'reset_password', ${secret.secretHash}, now() + interval '1 hour')`
  await resetPassword(from(), { secret: secretFor('reset_password', secret.id), password: own })
  await expect(enter(email, password, own)).rejects.toMatchObject(refused('WRONG_CREDENTIALS'))
  await enter(email, own)
})
