import { expect, test } from 'vitest'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { issueTokens, sessionOfToken } from '@/lib/accounts/commands/tokens'
import { worldOfTest } from '@/lib/core/testing'
import { askPerson } from '@/lib/core/transaction'
import { founded, worldPassword } from '@/lib/rest/world'
import { noteFailure } from '../jobs'
import {
  getOrganization,
  getUser,
  listFigures,
  listLog,
  listMemberships,
  listOrganizations,
  listUsers,
} from '../queries'
import { appointAdmin, dismissAdmin } from './appoint-admin'
import { createOrganization } from './create-organization'
import { disableUser, enableUser } from './disable-user'
import { endUserSessions } from './end-user-sessions'
import { resendVerification } from './resend-verification'

const here = worldOfTest()
const request = { id: 'test', address: '198.51.100.9', userAgent: 'test' }
const because = 'It was asked for'
let count = 0

/** Somebody with a login of their own, and their session. */
async function somebody(admin = false) {
  const { email, ctx } = await founded(`user-${++count}`)
  await here.sql`update users set email_verified_at = now(), platform_admin = ${admin} where email = ${email}`
  const { sessionId, userId } = await signIn(request, { email, password: worldPassword }, 'browser')
  return { email, userId, sessionId, organization: ctx.organization.id }
}
const onlyAdmins = async (...ids: string[]) => here.sql`update users set platform_admin = (id in ${here.sql(ids)})`
const told = async (userId: string) =>
  here.sql`select event, actor_name, subject_name, before, "after", reason from platform_audit
    where subject_id = ${userId} and event not like 'session.%' and event not in ('user.registered', 'user.new_device') order by id`
const sent = async (userId: string) =>
  (
    await here.sql`select type, payload from platform_outbox where subject_id = ${userId} and type not in ('user.registered', 'user.new_device') order by id`
  ).map(({ type, payload }) => [type, payload.disconnect ?? null])
const page = { limit: 50 }

test('a disabled login ends at once: sessions, tokens and sockets, until it is enabled again', async () => {
  const [admin, victim] = [await somebody(true), await somebody()]
  const { accessToken } = await issueTokens(request, { email: victim.email, password: worldPassword })
  const tokenSession = (await sessionOfToken(accessToken)) ?? ''
  await disableUser(request, admin.sessionId, { user: victim.userId, reason: because })

  expect(await askPerson(victim.sessionId)).toBeNull()
  expect(await askPerson(tokenSession)).toBeNull()
  await expect(signIn(request, { email: victim.email, password: worldPassword }, 'browser')).rejects.toMatchObject({
    status: 401,
  })
  expect(await sent(victim.userId)).toContainEqual(['user.disabled', [victim.userId]])
  expect(await getUser(victim.userId)).toMatchObject({ disabled: true, sessions: 0 })

  await enableUser(request, admin.sessionId, { user: victim.userId, reason: because })
  expect(await askPerson(victim.sessionId)).toBeNull()
  await signIn(request, { email: victim.email, password: worldPassword }, 'browser')
  expect(await told(victim.userId)).toEqual([
    {
      event: 'user.disabled',
      actor_name: 'Olga Owner',
      subject_name: victim.email,
      before: { status: 'active' },
      after: { status: 'disabled' },
      reason: because,
    },
    {
      event: 'user.enabled',
      actor_name: 'Olga Owner',
      subject_name: victim.email,
      before: { status: 'disabled' },
      after: { status: 'active' },
      reason: because,
    },
  ])
})

test('a platform admin signs somebody out everywhere and sends the confirmation mail again', async () => {
  const [admin, victim] = [await somebody(true), await somebody()]
  await endUserSessions(request, admin.sessionId, { user: victim.userId, reason: because })
  expect(await askPerson(victim.sessionId)).toBeNull()
  expect(await sent(victim.userId)).toContainEqual(['user.sessions_ended', [victim.userId]])
  await expect(resendVerification(request, admin.sessionId, { user: victim.userId })).rejects.toMatchObject({
    problem: { code: 'VERIFIED' },
  })
  await here.sql`update users set email_verified_at = null where id = ${victim.userId}`
  await resendVerification(request, admin.sessionId, { user: victim.userId })
  const open =
    await here.sql`select 1 from one_time_secrets where user_id = ${victim.userId} and purpose = 'verify_email' and used_at is null`
  expect(open).toHaveLength(1)
})

test('nobody disables themselves or dismisses the last platform admin', async () => {
  const [admin, other] = [await somebody(true), await somebody()]
  await onlyAdmins(admin.userId)
  const about = { user: admin.userId, reason: because }
  await expect(disableUser(request, admin.sessionId, about)).rejects.toMatchObject({ problem: { code: 'OWN_SELF' } })
  await expect(dismissAdmin(request, admin.sessionId, { ...about, password: worldPassword })).rejects.toMatchObject({
    problem: { code: 'LAST_ADMIN' },
  })
  await expect(
    appointAdmin(request, admin.sessionId, { user: other.userId, reason: because, password: 'a wrong one' }),
  ).rejects.toMatchObject({ status: 400 })
  await appointAdmin(request, admin.sessionId, { user: other.userId, reason: because, password: worldPassword })
  expect((await askPerson(other.sessionId))?.platformAdmin).toBe(true)
  await dismissAdmin(request, admin.sessionId, { ...about, password: worldPassword })
  expect((await askPerson(admin.sessionId))?.platformAdmin).toBe(false)
  expect((await sent(other.userId)).map(([type]) => type)).toEqual(['user.appointed', 'user.admins_changed'])
})

test('of platform admins who disable and dismiss each other at once, one is left', async () => {
  const people = [await somebody(true), await somebody(true), await somebody(true), await somebody(true)]
  await onlyAdmins(...people.map(({ userId }) => userId))
  await Promise.allSettled(
    people.flatMap(({ sessionId }, at) => {
      const user = people[(at + 1) % people.length]?.userId ?? ''
      return [
        disableUser(request, sessionId, { user, reason: because }),
        dismissAdmin(request, sessionId, { user, reason: because, password: worldPassword }),
      ]
    }),
  )
  const left = await here.sql`select 1 from users where platform_admin and disabled_at is null`
  expect(left.length).toBeGreaterThanOrEqual(1)
})

test('an address that is not confirmed, or a disabled login, is no platform admin', async () => {
  const [admin, other] = [await somebody(true), await somebody()]
  const about = { user: other.userId, reason: because, password: worldPassword }
  await here.sql`update users set email_verified_at = null where id = ${other.userId}`
  await expect(appointAdmin(request, admin.sessionId, about)).rejects.toMatchObject({
    problem: { code: 'EMAIL_UNVERIFIED' },
  })
  await here.sql`update users set email_verified_at = now(), disabled_at = now() where id = ${other.userId}`
  await expect(appointAdmin(request, admin.sessionId, about)).rejects.toMatchObject({ problem: { code: 'DISABLED' } })
})

const place = () => ({ name: `Place ${++count}`, slug: `place-${count}`, contactEmail: `p${count}@place.test` })

test('an organization is made with its first admin: by a link, with a temporary password, or with the login they have', async () => {
  const [admin, known] = [await somebody(true), await somebody()]
  const asked = await createOrganization(request, admin.sessionId, {
    ...place(),
    ownerName: 'Ina Invited',
    ownerEmail: `ina${count}@new.test`,
    way: 'invitation',
  })
  expect(asked).toMatchObject({ password: null, known: false })
  const [ina] = await here.sql`select id, password_hash from users where email = ${asked.email}`
  expect(ina?.password_hash).toBeNull()
  expect((await sent(ina?.id)).map(([type]) => type)).toEqual(['user.asked_as_owner'])

  const handed = await createOrganization(request, admin.sessionId, {
    ...place(),
    ownerName: 'Tom Temp',
    ownerEmail: `tom${count}@new.test`,
    way: 'password',
  })
  const password = handed.password ?? ''
  await expect(signIn(request, { email: handed.email, password }, 'browser')).rejects.toMatchObject({
    problem: { code: 'NEW_PASSWORD_REQUIRED' },
  })
  const { sessionId } = await signIn(request, { email: handed.email, password, newPassword: worldPassword }, 'browser')
  expect((await askPerson(sessionId))?.memberships).toEqual([
    expect.objectContaining({ slug: handed.slug, owner: true }),
  ])
  expect(JSON.stringify(await here.sql`select * from platform_audit`)).not.toContain(password)

  const given = await createOrganization(request, admin.sessionId, {
    ...place(),
    ownerName: 'Ignored',
    ownerEmail: known.email,
    way: 'password',
  })
  expect(given).toMatchObject({ password: null, known: true })
  expect((await askPerson(known.sessionId))?.memberships.map(({ slug }) => slug)).toContain(given.slug)
  const [trail] =
    await here.sql`select actor_kind, actor_name from audit_log where organization_id = ${given.id} and event = 'organization.created'`
  expect(trail).toEqual({ actor_kind: 'platform', actor_name: 'Olga Owner' })
  await expect(
    createOrganization(request, admin.sessionId, {
      ...place(),
      slug: given.slug,
      ownerName: 'X',
      ownerEmail: known.email,
      way: 'password',
    }),
  ).rejects.toMatchObject({ problem: { code: 'TAKEN', errors: [{ path: 'slug' }] } })
  await expect(
    createOrganization(request, known.sessionId, {
      ...place(),
      ownerName: 'X',
      ownerEmail: known.email,
      way: 'password',
    }),
  ).rejects.toMatchObject({ status: 403 })
})

test('the platform sees how much there is and nothing that is inside, and nobody else sees that', async () => {
  const [admin, other] = [await somebody(true), await somebody()]
  const { organization } = here.world.people.owner.ctx
  const found = await getOrganization(admin.sessionId, organization.id)
  expect(found).toMatchObject({
    slug: 'acme',
    members: 9,
    projects: 2,
    tasks: 3,
    status: 'active',
    owner: { email: 'owner@acme.test' },
  })
  expect(found.storageBytes).toBeGreaterThan(0)
  expect(Object.keys(found).sort()).toEqual(
    'archivedAt archivedBy archivedReason contactEmail createdAt deletedOn id lastActivity logo members name owner plan projects slug status storageBytes suspendedAt suspendedReason tasks'.split(
      ' ',
    ),
  )
  expect((await listOrganizations(admin.sessionId, { ...page, q: 'ACME' })).items.map(({ slug }) => slug)).toContain(
    'acme',
  )
  expect((await listOrganizations(admin.sessionId, { ...page, status: 'archived' })).items).toEqual([])
  const first = await listOrganizations(admin.sessionId, { limit: 1 })
  const second = await listOrganizations(admin.sessionId, { limit: 1, cursor: first.nextCursor ?? '' })
  expect(first.items[0]?.slug).not.toBe(second.items[0]?.slug)
  expect(await listMemberships(admin.sessionId, other.userId)).toEqual([
    expect.objectContaining({ owner: true, status: 'active' }),
  ])
  const none = { status: 404 }
  await expect(getOrganization(other.sessionId, organization.id)).rejects.toMatchObject(none)
  await expect(listOrganizations(other.sessionId, page)).rejects.toMatchObject(none)
  await expect(listMemberships(other.sessionId, other.userId)).rejects.toMatchObject(none)
  await expect(listFigures(other.sessionId, 7)).rejects.toMatchObject(none)
})

test('figures say what there was and what happened, day by day', async () => {
  const admin = await somebody(true)
  const before = (await listFigures(admin.sessionId, 30)).at(-1)
  await noteFailure('lobby-notify', 'run-1')
  await somebody()
  const days = await listFigures(admin.sessionId, 30)
  expect(days).toHaveLength(30)
  const today = days.at(-1)
  expect(today).toMatchObject({
    organizations: (before?.organizations ?? 0) + 1,
    members: (before?.members ?? 0) + 1,
    payments: 1,
    failures: (before?.failures ?? 0) + 1,
  })
  expect(today?.signIns).toBeGreaterThan(before?.signIns ?? 0)
  expect(days[0]?.organizations).toBe(0)
})

test('users are found by name and address, and by how they stand', async () => {
  const [someone, off] = [await somebody(), await somebody()]
  await here.sql`update users set disabled_at = now() where id = ${off.userId}`
  const emails = async (input: { q?: string; status?: 'disabled' | 'unverified' }) =>
    (await listUsers({ limit: 100, ...input })).items.map(({ email }) => email)
  expect(await emails({ q: someone.email.toUpperCase() })).toEqual([someone.email])
  expect(await emails({ q: 'olga' })).toContain(someone.email)
  expect(await emails({ status: 'disabled' })).toContain(off.email)
  expect(await emails({ status: 'unverified' })).not.toContain(someone.email)
})

test('the system log is read by event, person, subject and day, part by part', async () => {
  const [admin, victim] = [await somebody(true), await somebody()]
  await endUserSessions(request, admin.sessionId, { user: victim.userId, reason: because })
  const all = await listLog({ limit: 100, subject: victim.userId })
  expect(all.items[0]).toMatchObject({
    event: 'user.sessions_ended',
    actorUserId: admin.userId,
    subjectName: victim.email,
    reason: because,
    address: request.address,
    requestId: 'test',
  })
  expect((await listLog({ limit: 100, event: 'user.sessions_ended', actor: admin.userId })).items).toHaveLength(1)
  const acts = (await listLog({ limit: 100, event: 'acts' })).items.map(({ event }) => event)
  expect(acts, 'what platform admins did, without who signed in').toContain('user.sessions_ended')
  expect(acts.filter((event) => event.startsWith('session.'))).toEqual([])
  expect((await listLog({ limit: 5, to: '2020-01-01' })).items).toEqual([])
  const first = await listLog({ limit: 2 })
  const next = await listLog({ limit: 2, cursor: first.nextCursor ?? '' })
  expect(new Set([...first.items, ...next.items].map(({ id }) => id)).size).toBe(4)
  const app = here.sql
  await expect(
    app.begin((tx) => tx`set local role lobby_app`.then(() => tx`update platform_audit set reason = 'x'`)),
  ).rejects.toThrow('permission denied')
})
