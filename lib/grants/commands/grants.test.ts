import { describe, expect, test } from 'vitest'
import { issueTokens, sessionOfToken } from '@/lib/accounts/commands/tokens'
import { contextFrom } from '@/lib/core/context'
import { allPermissions } from '@/lib/core/permissions'
import { systemContext } from '@/lib/core/system'
import { worldOfTest } from '@/lib/core/testing'
import { askAccess, askAccessById, inTenant } from '@/lib/core/transaction'
import { recipientsOf } from '@/lib/notifications/reasons'
import { dismissAdmin } from '@/lib/platform/commands/appoint-admin'
import { operations } from '@/lib/rest/router'
import { client } from '@/lib/rest/testing'
import { founded, worldPassword } from '@/lib/rest/world'
import { listGrants, listPlatformGrants } from '../queries'
import { allowGrant, endGrant } from './allow-grant'
import { askGrant, giveBackGrant } from './ask-grant'

const here = worldOfTest()
const request = { id: 'asked-1', address: '198.51.100.4', userAgent: 'test' }
let count = 0

/** A platform admin with an organization of their own, and how they call the API. */
async function platformAdmin() {
  const { email, ctx } = await founded(`runner-${++count}`)
  await here.sql`update users set platform_admin = true, email_verified_at = now() where email = ${email}`
  const { accessToken } = await issueTokens(request, { email, password: worldPassword })
  const [user] = await here.sql`select id from users where email = ${email}`
  return {
    token: accessToken,
    session: (await sessionOfToken(accessToken)) ?? '',
    userId: user?.id as string,
    own: ctx.organization.slug,
  }
}
const owner = () => here.world.people.owner.ctx
const acme = () => owner().organization.id
const board = (token: string) => client(token)('GET', '/organizations/acme/projects/DURA/board')
const trail = (event: string) =>
  here.sql`select actor_kind, actor_member_id, actor_name, "after", reason, request_id from audit_log
    where organization_id = ${acme()} and event = ${event} order by id desc`
const expire = (id: string) =>
  here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update grants set allowed_at = now() - interval '2 hours', until = now() - interval '1 second' where id = ${id}`
  })

async function allowed() {
  const admin = await platformAdmin()
  const { id } = await askGrant(request, admin.session, { organization: acme(), reason: 'A broken import', hours: 2 })
  await allowGrant(owner(), { grant: id })
  return { ...admin, id }
}

describe('the platform', () => {
  test('sees nothing inside before the owner allows it, and everything read-only afterwards', async () => {
    const { token, session } = await platformAdmin()
    expect((await board(token)).status).toBe(404)
    const { id } = await askGrant(request, session, { organization: acme(), reason: 'A broken import', hours: 2 })
    expect((await board(token)).status).toBe(404)
    expect((await askAccess(session, 'acme'))?.access).toBeNull()
    expect((await trail('grant.asked'))[0]).toMatchObject({
      actor_kind: 'platform',
      actor_name: 'Olga Owner',
      reason: 'A broken import',
    })

    await allowGrant(owner(), { grant: id })
    expect((await board(token)).status).toBe(200)
    for (const path of ['members', 'payments', 'clients', 'tickets', 'audit', 'search?q=dura'])
      expect(await client(token)('GET', `/organizations/acme/${path}`), path).toMatchObject({ status: 200 })
    for (const [method, path, body] of [
      ['POST', 'projects/DURA/tasks', { title: 'Mine' }],
      ['PATCH', 'settings', { version: 1, name: 'Mine' }],
      ['DELETE', `platform-access/${id}`, undefined],
      ['PUT', 'archive', { password: worldPassword }],
    ] as const)
      expect(await client(token)(method, `/organizations/acme/${path}`, body), path).toMatchObject({
        status: 403,
        body: { code: 'READ_ONLY_GRANT' },
      })
  })

  test('finds nothing at any address of an organization that allowed nothing, and writes nothing', async () => {
    const { token } = await platformAdmin()
    const call = client(token)
    const nothing = '01991111-2222-7333-8444-555566667777'
    const inside = operations.filter(({ path }) => path.startsWith('/organizations/{org}'))
    const answers = await Promise.all(
      inside.map(async ({ name, method, path }) => {
        const address = path.replace('{org}', 'acme').replace(/\{\w+\}/g, nothing)
        return [name, (await call(method, address, method === 'GET' ? undefined : {})).status]
      }),
    )
    expect(answers.length).toBeGreaterThan(100)
    expect(answers.filter(([, status]) => status !== 404)).toEqual([])
  })

  test('changes nothing by any operation while it looks in', async () => {
    const { token } = await allowed()
    const call = client(token)
    const nothing = '01991111-2222-7333-8444-555566667777'
    const writes = operations.filter(({ path, kind }) => path.startsWith('/organizations/{org}') && kind === 'command')
    const answers = await Promise.all(
      writes.map(async ({ name, method, path }) => {
        const address = path.replace('{org}', 'acme').replace(/\{\w+\}/g, nothing)
        return [name, (await call(method, address, {})).body?.code]
      }),
    )
    expect(answers.length).toBeGreaterThan(60)
    expect(answers.filter(([name, code]) => code !== 'READ_ONLY_GRANT' && name !== 'walks.end')).toEqual([])
  })

  test('leaves an entry in the organization’s trail for each thing it reads', async () => {
    const { token } = await allowed()
    const before = (await trail('grant.visited')).length
    await board(token)
    await board(token)
    await client(token)('GET', '/organizations/acme/clients')
    const entries = await trail('grant.visited')
    expect(entries).toHaveLength(before + 3)
    expect(entries[0]).toEqual({
      actor_kind: 'grant',
      actor_member_id: null,
      actor_name: 'Olga Owner',
      after: { page: 'GET /organizations/acme/clients' },
      reason: 'A broken import',
      request_id: expect.any(String),
    })
    expect(new Set(entries.map(({ request_id }) => request_id)).size).toBe(entries.length)
  })

  test.each<[string, (it: Awaited<ReturnType<typeof allowed>>) => Promise<unknown>]>([
    ['its time is over', ({ id }) => expire(id)],
    ['the owner ends it', ({ id }) => endGrant(owner(), { grant: id })],
    ['it gives it back', ({ id, session }) => giveBackGrant(request, session, { organization: acme(), grant: id })],
    [
      'its person runs the platform no more',
      async ({ userId }) => {
        const other = await platformAdmin()
        await dismissAdmin(request, other.session, { user: userId, reason: 'Left', password: worldPassword })
      },
    ],
  ])('finds nothing any more when %s', async (_, end) => {
    const it = await allowed()
    expect((await board(it.token)).status).toBe(200)
    await end(it)
    expect((await board(it.token)).status).toBe(404)
    expect((await askAccess(it.session, 'acme'))?.access).toBeNull()
  })

  test('sees the one organization that allowed it and no other', async () => {
    const { token } = await allowed()
    const other = await founded(`elsewhere-${++count}`)
    expect((await client(token)('GET', `/organizations/${other.ctx.organization.slug}`)).status).toBe(404)
    expect(await client(token)('GET', '/organizations/acme')).toMatchObject({ status: 200 })
  })

  test('hears no live channel', async () => {
    const { session } = await allowed()
    expect(await askAccessById(session, acme())).toBeNull()
  })

  test('asks once at a time, as somebody who is no member, and of an organization that is open', async () => {
    const { session, own, token } = await platformAdmin()
    const ask = (organization: string) => askGrant(request, session, { organization, reason: 'Why', hours: 1 })
    await expect(askGrant(request, session, { organization: acme(), reason: 'Why', hours: 9 })).rejects.toMatchObject({
      status: 400,
    })
    await ask(acme())
    await expect(ask(acme())).rejects.toMatchObject({ problem: { code: 'TAKEN' } })
    const mine = (await askAccess(session, own))?.access?.organization.id ?? ''
    await expect(ask(mine)).rejects.toMatchObject({ problem: { code: 'MEMBER' } })
    expect((await client(token)('GET', `/organizations/${own}`)).status).toBe(200)
  })

  test('may ask again when the time of the last is over', async () => {
    const { session, id } = await allowed()
    await expire(id)
    await askGrant(request, session, { organization: acme(), reason: 'Again', hours: 1 })
    const states = (await listPlatformGrants(session, acme())).slice(0, 2).map(({ state }) => state)
    expect(states).toEqual(['asked', 'ended'])
  })
})

test('only the owner allows and ends it, and hears of it; nobody who runs no platform asks', async () => {
  const { session } = await platformAdmin()
  const { id } = await askGrant(request, session, { organization: acme(), reason: 'Why', hours: 1 })
  const admin = here.world.people.admin
  await expect(allowGrant(admin.ctx, { grant: id })).rejects.toMatchObject({ problem: { code: 'OWNER_ONLY' } })
  await expect(endGrant(admin.ctx, { grant: id })).rejects.toMatchObject({ problem: { code: 'OWNER_ONLY' } })
  expect((await listGrants(admin.ctx, {})).grants[0]).toMatchObject({ id, state: 'asked', reason: 'Why' })
  const [event] =
    await here.sql`select id from outbox where organization_id = ${acme()} and type = 'grant.asked' order by id desc limit 1`
  const ctx = await systemContext(acme(), 'test')
  const facts = {
    eventId: event?.id,
    organizationId: acme(),
    type: 'grant.asked',
    subjectType: 'organization',
    subjectId: acme(),
    projectId: null,
    taskId: null,
    ticketId: null,
    actorMemberId: null,
    payload: {},
  }
  const told = await inTenant(ctx.organization.id, (tx) => recipientsOf(tx, ctx, facts))
  expect(told).toEqual([
    expect.objectContaining({ memberId: here.world.people.owner.memberId, product: true, mail: true }),
  ])

  const { accessToken } = await issueTokens(request, { email: admin.email, password: worldPassword })
  const stranger = (await sessionOfToken(accessToken)) ?? ''
  await expect(askGrant(request, stranger, { organization: acme(), reason: 'Why', hours: 1 })).rejects.toMatchObject({
    status: 403,
  })
  expect(await listPlatformGrants(stranger, acme())).toEqual([])
  await endGrant(owner(), { grant: id })
  await expect(allowGrant(owner(), { grant: id })).rejects.toMatchObject({ problem: { code: 'ENDED' } })
})

test('somebody who looks in holds what lets one look and nothing else, and no record offers them more', async () => {
  const { session, token } = await allowed()
  const answer = await askAccess(session, 'acme')
  if (!answer?.access) throw new Error('no access')
  const { permissions } = contextFrom(answer.access, 'token', request)
  const { permissions: whole } = owner()
  const looking = allPermissions.filter((permission) => permission.split('.')[2]?.startsWith('view'))
  expect(permissions).toEqual(Object.fromEntries(looking.map((permission) => [permission, whole[permission]])))

  const call = client(token)
  const project = await call('GET', '/organizations/acme/projects/DURA')
  expect(project.status).toBe(200)
  const { may } = project.body as unknown as { may: Record<string, boolean> }
  expect(Object.keys(may).length).toBeGreaterThan(3)
  expect(Object.entries(may).filter(([, allows]) => allows)).toEqual([])
  expect(await call('GET', '/organizations/acme/settings')).toMatchObject({
    status: 403,
    body: { code: 'FORBIDDEN', missing: 'organization.settings.edit' },
  })
})

test('what a platform admin looks at is nobody’s: notices, saved views and choices stay private', async () => {
  const { session } = await allowed()
  const answer = await askAccess(session, 'acme')
  if (!answer?.access) throw new Error('no access')
  const ctx = contextFrom(answer.access, 'token', request)
  expect(ctx.readOnly).toMatchObject({ kind: 'grant', reason: 'A broken import' })
  expect(ctx.actor).toMatchObject({ owner: false, memberId: '00000000-0000-0000-0000-000000000000' })
})
