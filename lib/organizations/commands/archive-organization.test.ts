import { expect, test } from 'vitest'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { worldOfTest } from '@/lib/core/testing'
import { askAccess, askClosedOrganizations } from '@/lib/core/transaction'
import {
  archiveOrganization as archiveByPlatform,
  reinstateOrganization,
  restoreOrganization as restoreByPlatform,
  suspendOrganization,
} from '@/lib/platform/commands/turn-organization'
import { client } from '@/lib/rest/testing'
import { founded, worldPassword } from '@/lib/rest/world'
import { archiveOrganization } from './archive-organization'
import { restoreOrganization } from './restore-organization'

const here = worldOfTest()
const request = { id: 'test', address: '198.51.100.7', userAgent: 'test' }
let count = 0

/** An organization of its own for a test, its owner's session, and the session of a platform admin. */
async function place() {
  const slug = `life-${++count}`
  const owner = await founded(slug)
  const session = async (email: string) =>
    (await signIn(request, { email, password: worldPassword }, 'browser')).sessionId
  await here.sql`update users set platform_admin = true where email = ${here.world.people.owner.email}`
  const organization = owner.ctx.organization.id
  return {
    slug,
    owner,
    organization,
    session: await session(owner.email),
    admin: await session(here.world.people.owner.email),
  }
}
const trail = (organization: string) =>
  here.sql`select event, actor_kind, actor_name, reason from audit_log where organization_id = ${organization} and event like 'organization.%' order by id`

test('the owner archives with their password, finds the organization closed, and restores it', async () => {
  const { slug, owner, organization, session } = await place()
  await expect(archiveOrganization(owner.ctx, { password: 'not this one at all' })).rejects.toMatchObject({
    status: 400,
  })
  await archiveOrganization(owner.ctx, { password: worldPassword, reason: 'We moved' })

  expect((await askAccess(session, slug))?.access).toBeNull()
  expect(await client(owner.token)('GET', `/organizations/${slug}`)).toMatchObject({
    status: 403,
    body: { code: 'ORGANIZATION_ARCHIVED' },
  })
  expect(await askClosedOrganizations(session)).toEqual([
    expect.objectContaining({ slug, status: 'archived', reason: 'We moved', by: 'owner', owner: true }),
  ])

  expect(await restoreOrganization(request, session, { organization })).toEqual({ slug })
  expect((await askAccess(session, slug))?.access).not.toBeNull()
  expect(await askClosedOrganizations(session)).toEqual([])
  expect((await trail(organization)).slice(1)).toEqual([
    { event: 'organization.archived', actor_kind: 'token', actor_name: 'Olga Owner', reason: 'We moved' },
    { event: 'organization.restored', actor_kind: 'session', actor_name: 'Olga Owner', reason: null },
  ])
})

test('nobody but the owner archives or restores it', async () => {
  const { owner, organization, session } = await place()
  const stranger = here.world.people
  await expect(archiveOrganization(stranger.admin.ctx, { password: worldPassword })).rejects.toMatchObject({
    problem: { code: 'OWNER_ONLY' },
  })
  await archiveOrganization(owner.ctx, { password: worldPassword })
  const other = (await signIn(request, { email: stranger.admin.email, password: worldPassword }, 'browser')).sessionId
  await expect(restoreOrganization(request, other, { organization })).rejects.toMatchObject({ status: 404 })
  expect(await askClosedOrganizations(other)).toEqual([])
  await expect(client(stranger.admin.token)('POST', '/restorations', { organization })).resolves.toMatchObject({
    status: 404,
  })
  await restoreOrganization(request, session, { organization })
})

test('after thirty days nobody restores it', async () => {
  const { organization, owner, session, admin } = await place()
  await archiveOrganization(owner.ctx, { password: worldPassword })
  await here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update organizations set archived_at = now() - interval '30 days' where id = ${organization}`
  })
  const tooLate = { problem: { code: 'TOO_LATE' } }
  await expect(restoreOrganization(request, session, { organization })).rejects.toMatchObject(tooLate)
  await expect(restoreByPlatform(request, admin, { organization, reason: 'They asked' })).rejects.toMatchObject(tooLate)
})

test('the platform suspends with a reason and reinstates; what it archives meanwhile is suspended again when restored', async () => {
  const { slug, owner, organization, session, admin } = await place()
  await expect(suspendOrganization(request, admin, { organization, reason: ' ' })).rejects.toMatchObject({
    status: 400,
  })
  await suspendOrganization(request, admin, { organization, reason: 'Unpaid' })
  await suspendOrganization(request, admin, { organization, reason: 'Once more changes nothing' })
  expect(await client(owner.token)('GET', `/organizations/${slug}`)).toMatchObject({
    status: 403,
    body: { code: 'ORGANIZATION_SUSPENDED', detail: expect.stringContaining('Unpaid') },
  })
  await archiveByPlatform(request, admin, { organization, reason: 'Gone' })
  await restoreOrganization(request, session, { organization })
  expect(await askClosedOrganizations(session)).toEqual([
    expect.objectContaining({ status: 'suspended', reason: 'Unpaid' }),
  ])
  await reinstateOrganization(request, admin, { organization, reason: 'Paid' })
  expect((await askAccess(session, slug))?.access).not.toBeNull()

  const kinds = (await trail(organization)).slice(1).map(({ event, actor_kind, reason }) => [event, actor_kind, reason])
  expect(kinds).toEqual([
    ['organization.suspended', 'platform', 'Unpaid'],
    ['organization.archived', 'platform', 'Gone'],
    ['organization.restored', 'session', null],
    ['organization.reinstated', 'platform', 'Paid'],
  ])
  const platform = await here.sql`select event, subject_name, before, "after", reason, address, request_id, actor_name
    from platform_audit where subject_id = ${organization} order by id`
  expect(platform).toHaveLength(3)
  expect(platform[0]).toEqual({
    event: 'organization.suspended',
    subject_name: `Organization ${slug}`,
    before: { status: 'active' },
    after: { status: 'suspended' },
    reason: 'Unpaid',
    address: request.address,
    request_id: 'test',
    actor_name: 'Olga Owner',
  })
})

test('nobody but a platform admin does so, whoever they are in an organization', async () => {
  const { organization, session, admin } = await place()
  for (const act of [suspendOrganization, reinstateOrganization, archiveByPlatform, restoreByPlatform]) {
    await expect(act(request, session, { organization, reason: 'No' })).rejects.toMatchObject({ status: 403 })
    await expect(act(request, organization, { organization, reason: 'No' })).rejects.toMatchObject({ status: 401 })
  }
  await here.sql`update users set platform_admin = false where email = ${here.world.people.owner.email}`
  await expect(suspendOrganization(request, admin, { organization, reason: 'No' })).rejects.toMatchObject({
    status: 403,
  })
})
