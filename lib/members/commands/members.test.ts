import { describe, expect, test } from 'vitest'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { type Context, contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { writeUse } from '@/lib/core/session-use'
import { systemContext } from '@/lib/core/system'
import { worldOfTest } from '@/lib/core/testing'
import { askMember, askSuspendedMemberships } from '@/lib/core/transaction'
import { invite } from '@/lib/invitations/commands/invite'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import { setSwitch } from '@/lib/notifications/commands/set-switch'
import type { EventFacts } from '@/lib/notifications/reasons'
import { client } from '@/lib/rest/testing'
import { type RoleKey, worldPassword } from '@/lib/rest/world'
import { resetRole, updateRole } from '@/lib/roles/commands/update-role'
import { listRoles } from '@/lib/roles/queries'
import { getMember, listMembers } from '../queries'
import { setMemberRoles } from './set-member-roles'
import { reinstateMember, suspendMember } from './suspend-member'

const here = worldOfTest()

const owner = () => here.world.people.owner.ctx
async function now(key: RoleKey): Promise<Context> {
  const { ctx, memberId } = here.world.people[key]
  const answer = await askMember(ctx.organization.id, memberId)
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', ctx.request)
}
const roleId = async (key: string) => (await listRoles(owner(), {})).items.find((role) => role.key === key)?.id ?? ''
const memberOf = (key: RoleKey) => getMember(owner(), { member: here.world.people[key].memberId })
async function give(ctx: Context, key: RoleKey, ...keys: string[]) {
  const { id, version } = await memberOf(key)
  return setMemberRoles(ctx, { member: id, version, roleIds: await Promise.all(keys.map(roleId)) })
}
const refused = (status: number, code: string, more = {}) => ({ status, problem: { code, ...more } })
const atRoles = { status: 400, problem: { errors: [{ path: 'roleIds' }] } }
const lastEvent = async (type: string): Promise<EventFacts> =>
  (
    await here.sql<
      EventFacts[]
    >`select id as "eventId", organization_id as "organizationId", type, subject_type as "subjectType",
      subject_id as "subjectId", project_id as "projectId", task_id as "taskId", ticket_id as "ticketId",
      actor_member_id as "actorMemberId", payload from outbox where type = ${type} order by id desc limit 1`
  )[0] as EventFacts
/** What the job does with it. @returns who is told, and who gets a mail */
async function told(event: EventFacts) {
  const { mail } = await deliverNotifications(await systemContext(event.organizationId, event.eventId), event)
  const rows = await here.sql`select member_id, reason from notifications where event_id = ${event.eventId}`
  return { notices: rows.map((row) => row.member_id), mails: mail.map(({ memberId }) => memberId) }
}

describe('the roles of a member', () => {
  test('are several, count on the next request, and end live channels', async () => {
    await give(owner(), 'developer', 'developer', 'support')
    expect((await now('developer')).permissions['support.tickets.view']).toBe('all')
    expect((await memberOf('developer')).roles.map(({ key }) => key)).toEqual(['developer', 'support'])
    const { payload } = await lastEvent('member.roles_changed')
    const [user] = await here.sql`select user_id from members where id = ${here.world.people.developer.memberId}`
    expect(payload).toEqual({ memberId: here.world.people.developer.memberId, disconnect: [user?.user_id] })
    await give(owner(), 'developer', 'developer')
    expect((await now('developer')).permissions['support.tickets.view']).toBe('team')
  })

  test('are told to them in the product and by mail, as far as they want, and never for their own act', async () => {
    const { memberId } = here.world.people.developer
    await give(owner(), 'developer', 'developer', 'verifier')
    expect(await told(await lastEvent('member.roles_changed'))).toEqual({ notices: [memberId], mails: [memberId] })
    await setSwitch(await now('developer'), { kind: 'access', channel: 'mail', enabled: false })
    await give(owner(), 'developer', 'developer')
    expect(await told(await lastEvent('member.roles_changed'))).toEqual({ notices: [memberId], mails: [] })
    await give(owner(), 'admin', 'admin', 'verifier')
    await give(await now('admin'), 'admin', 'admin')
    expect(await told(await lastEvent('member.roles_changed'))).toEqual({ notices: [], mails: [] })
  })

  test('are not the owner’s, not one’s own to add to, and a contact keeps the client role alone', async () => {
    const admin = await now('admin')
    await expect(give(admin, 'owner', 'member')).rejects.toMatchObject(refused(409, 'OWNER'))
    await expect(give(admin, 'admin', 'admin', 'member')).rejects.toMatchObject(atRoles)
    await expect(give(admin, 'client', 'client', 'member')).rejects.toMatchObject(atRoles)
    await expect(give(admin, 'client', 'member')).rejects.toMatchObject(atRoles)
    await expect(give(admin, 'developer', 'client')).rejects.toMatchObject(atRoles)
    const both = [await roleId('client'), await roleId('member')]
    await expect(
      invite(owner(), { email: 'both@x.test', roleIds: both, clientId: here.world.client.id }),
    ).rejects.toMatchObject(atRoles)
    const { id, version } = await memberOf('developer')
    await expect(setMemberRoles(admin, { member: id, version, roleIds: [] })).rejects.toMatchObject(atRoles)
    await expect(
      setMemberRoles(admin, { member: id, version: version - 1, roleIds: [await roleId('member')] }),
    ).rejects.toMatchObject(refused(409, 'STALE'))
  })

  test('are neither given nor taken beyond what the actor holds', async () => {
    const role = (await listRoles(owner(), {})).items.find(({ key }) => key === 'admin')
    if (!role) throw new Error('no admin role')
    const { 'finance.payments.verify': _, ...rest } = readPermissions(role.permissions)
    await updateRole(owner(), { role: role.id, version: role.version, permissions: nestPermissions(rest) })
    const admin = await now('admin')
    await expect(give(admin, 'developer', 'developer', 'verifier')).rejects.toMatchObject(atRoles)
    const missing = { missing: 'finance.payments.verify' }
    await expect(give(admin, 'verifier', 'member')).rejects.toMatchObject(refused(403, 'TOO_WIDE', missing))
    await suspendMember(admin, { member: here.world.people.verifier.memberId })
    await expect(reinstateMember(admin, { member: here.world.people.verifier.memberId })).rejects.toMatchObject(
      refused(403, 'TOO_WIDE', missing),
    )
    await reinstateMember(owner(), { member: here.world.people.verifier.memberId })
    await resetRole(owner(), { role: role.id, version: role.version + 1 })
  })

  test('of two who change them at once, one is told', async () => {
    const { id, version } = await memberOf('support')
    const [one, two] = [await roleId('member'), await roleId('developer')]
    const outcomes = await Promise.allSettled(
      [one, two].map((role) => setMemberRoles(owner(), { member: id, version, roleIds: [role] })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await give(owner(), 'support', 'support')
  })
})

describe('a suspended member', () => {
  test('finds no organization on the next request, and is there again when reinstated', async () => {
    const { token, memberId, email } = here.world.people.salesperson
    const { sessionId } = await signIn({ ...owner().request }, { email, password: worldPassword }, 'browser')
    expect(await askSuspendedMemberships(sessionId)).toEqual([])
    const ask = () => client(token)('GET', `/organizations/${here.world.slug}/projects`)
    expect((await ask()).status).toBe(200)
    await suspendMember(owner(), { member: memberId, reason: 'On leave' })
    expect((await ask()).status).toBe(404)
    expect(await askSuspendedMemberships(sessionId), 'where one chooses an organization it is said').toEqual([
      { slug: here.world.slug, name: expect.any(String) },
    ])
    expect((await lastEvent('member.suspended')).payload).toEqual({ disconnect: [expect.any(String)] })
    await expect(
      invite(owner(), { email: here.world.people.salesperson.email, roleIds: [await roleId('member')] }),
    ).rejects.toMatchObject(refused(409, 'ALREADY_MEMBER'))
    await reinstateMember(owner(), { member: memberId })
    expect(await askSuspendedMemberships(sessionId)).toEqual([])
    expect((await ask()).status).toBe(200)
    const [row] =
      await here.sql`select reason, before, after from audit_log where event = 'member.suspended' order by id desc limit 1`
    expect(row).toMatchObject({ reason: 'On leave', before: { status: 'active' }, after: { status: 'suspended' } })
  })

  test('is never the owner and never oneself, and only whoever may remove people does it', async () => {
    const admin = await now('admin')
    const of = (key: RoleKey) => ({ member: here.world.people[key].memberId })
    await expect(suspendMember(admin, of('owner'))).rejects.toMatchObject(refused(409, 'OWNER'))
    await expect(suspendMember(admin, of('admin'))).rejects.toMatchObject(refused(409, 'OWN_SELF'))
    await expect(suspendMember(await now('member'), of('developer'))).rejects.toMatchObject({ status: 403 })
    await expect(suspendMember(await now('client'), of('developer'))).rejects.toMatchObject({ status: 404 })
  })
})

test('members are found by role and by status', async () => {
  const [developer] = (await listMembers(owner(), { role: await roleId('developer') })).items
  expect(developer?.name).toBe('Person developer')
  await suspendMember(owner(), { member: here.world.people.member.memberId })
  expect((await listMembers(owner(), { status: 'suspended' })).items.map(({ name }) => name)).toEqual(['Person member'])
  await reinstateMember(owner(), { member: here.world.people.member.memberId })
})

test('when a member was here last is known, in this organization alone and to a few minutes, and finds who was not', async () => {
  const { memberId, token } = here.world.people.verifier
  const verifier = () => getMember(owner(), { member: memberId })
  expect((await verifier()).lastSeenAt).toBeNull()
  await client(token)('GET', `/organizations/${here.world.slug}/projects`)
  await client(token)('GET', '/organizations/elsewhere/projects')
  await writeUse()
  const first = (await verifier()).lastSeenAt
  expect(Date.now() - Number(first)).toBeLessThan(60_000)
  await client(token)('GET', `/organizations/${here.world.slug}/projects`)
  await writeUse()
  expect((await verifier()).lastSeenAt).toEqual(first)

  const bySight = (await listMembers(owner(), { sort: 'seen' })).items
  const seen = bySight.filter(({ lastSeenAt }) => lastSeenAt)
  expect(bySight.slice(0, seen.length)).toEqual(seen)
  expect(seen.map(({ id }) => id)).toContain(memberId)
  const unseen = await listMembers(owner(), { unseenDays: 30 })
  expect(unseen.items.map(({ id }) => id)).not.toContain(memberId)
  await here.sql`update member_sightings set seen_at = now() - interval '40 days' where member_id = ${memberId}`
  expect((await listMembers(owner(), { unseenDays: 30 })).items.map(({ id }) => id)).toContain(memberId)
  expect((await listMembers(owner(), { unseenDays: 90 })).items.find(({ id }) => id === memberId)).toBeUndefined()
  const ids: string[] = []
  for (let cursor: string | null = '', parts = 0; cursor !== null && parts < 20; parts++) {
    const part = await listMembers(owner(), { sort: 'seen', limit: 3, ...(cursor && { cursor }) })
    ids.push(...part.items.map(({ id }) => id))
    cursor = part.nextCursor
  }
  expect(new Set(ids).size).toBe((await listMembers(owner(), { limit: 100 })).items.length)
  expect(ids).toHaveLength(new Set(ids).size)
})
