import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { createClient } from '@/lib/clients/commands/create-client'
import { listClients } from '@/lib/clients/queries'
import { type Context, contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { askMember, closePool } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { suspendMember } from '@/lib/members/commands/suspend-member'
import { getMember } from '@/lib/members/queries'
import { listProjects } from '@/lib/projects/queries'
import { buildWorld, type RoleKey, type World } from '@/lib/rest/world'
import { setRoleActive } from '@/lib/roles/commands/set-role-active'
import { updateRole } from '@/lib/roles/commands/update-role'
import { listRoles } from '@/lib/roles/queries'
import { createTeam } from '@/lib/teams/commands/create-team'
import { deleteTeam } from '@/lib/teams/commands/delete-team'
import { getTeam } from '@/lib/teams/queries'
import { listInvitations } from '../queries'
import { acceptAsNew, acceptInvitation } from './accept-invitation'
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
  await expect(accept(path, 'Nora')).rejects.toMatchObject({ status: 409, problem: { code: 'INVITER_HOLDS_LESS' } })
  expect(await sql`select 1 from members where email = 'narrow@new.test'`).toHaveLength(0)
})

test('an invitation leads to projects and clients only as far as whoever invites may lead there themselves', async () => {
  const [developer, client] = [(await role('developer')).id, (await role('client')).id]
  const [projectIds, clientId] = [[world.projects.active.id], world.client.id]
  const without = (...lacking: string[]): Context => ({
    ...owner(),
    permissions: Object.fromEntries(Object.entries(owner().permissions).filter(([name]) => !lacking.includes(name))),
  })
  const refused = (path: string) => ({ status: 400, problem: { errors: [{ path, code: 'too_wide' }] } })
  const colleague = { email: 'ada@lead.test', roleIds: [developer], projectIds }
  const contact = { email: 'cora@lead.test', roleIds: [client], clientId, projectIds }

  await expect(invite(without('projects.projects.staff'), colleague)).rejects.toMatchObject(refused('projectIds'))
  await expect(invite(without('projects.projects.share'), contact)).rejects.toMatchObject(refused('projectIds'))
  await expect(invite(without('crm.clients.edit'), contact)).rejects.toMatchObject(refused('clientId'))
  const [own] = [{ ...owner(), permissions: { ...owner().permissions, 'projects.projects.staff': 'own' } } as Context]
  await expect(
    invite({ ...own, actor: { ...own.actor, memberId: world.people.support.memberId } as Context['actor'] }, colleague),
  ).rejects.toMatchObject(refused('projectIds'))
  expect(await open(colleague.email)).toBeUndefined()

  // What counts is what the inviter may do when it is accepted.
  const { id: member, version } = await getMember(owner(), { member: world.people.admin.memberId })
  await setMemberRoles(owner(), { member, version, roleIds: [(await role('admin')).id] })
  const inviters = await role('admin')
  const narrower = (...lacking: string[]) =>
    Object.fromEntries(
      Object.entries(readPermissions(inviters.permissions)).filter(([name]) => !lacking.includes(name)),
    )
  const before = await now('admin')
  const sent = { colleague: await invite(before, colleague), contact: await invite(before, contact) }
  const change = async (permissions: object) => {
    const { id, version } = await role('admin')
    await updateRole(owner(), { role: id, version, permissions: nestPermissions(readPermissions(permissions)) })
  }
  for (const [lacking, path] of [
    ['projects.projects.staff', sent.colleague.path],
    ['projects.projects.share', sent.contact.path],
    ['crm.clients.edit', sent.contact.path],
  ] as const) {
    await change(narrower(lacking))
    await expect(accept(path, 'Ada Late'), lacking).rejects.toMatchObject({
      status: 409,
      problem: { code: 'INVITER_HOLDS_LESS' },
    })
  }
  await change(nestPermissions(readPermissions(inviters.permissions)))
  await accept(sent.colleague.path, 'Ada Lead')
  await accept(sent.contact.path, 'Cora Lead')
  const [ada] = await sql`select m.id from members m join project_members pm on pm.member_id = m.id
    where m.email = ${colleague.email} and pm.project_id = ${projectIds[0] ?? ''}`
  expect(ada).toBeDefined()
})

test('an invitation puts a colleague into teams, as long as whoever invited them may', async () => {
  const team = await createTeam(owner(), { name: 'Delivery' })
  const gone = await createTeam(owner(), { name: 'Dissolved' })
  const roleIds = [(await role('developer')).id]
  const teamIds = [team.id, gone.id]
  const { path } = await invite(owner(), { email: 'tim@team.test', roleIds, teamIds })
  expect(await open('tim@team.test')).toMatchObject({ teams: ['Delivery', 'Dissolved'] })
  await deleteTeam(owner(), { team: gone.id })
  await resendInvitation(owner(), { invitation: (await open('tim@team.test'))?.id ?? '' })
  await accept(path, 'Tim Team')
  expect((await getTeam(owner(), { team: team.id })).members.map(({ name }) => name)).toEqual(['Tim Team'])

  const atTeams = (status: number) => ({ status, problem: { errors: [{ path: 'teamIds' }] } })
  const foreign = world.people.developer.memberId
  await expect(invite(owner(), { email: 'no@team.test', roleIds, teamIds: [foreign] })).rejects.toMatchObject(
    atTeams(400),
  )
  await expect(invite(owner(), { email: 'no@team.test', roleIds, teamIds: [gone.id] })).rejects.toMatchObject(
    atTeams(400),
  )
  const narrow = {
    ...owner(),
    permissions: { ...owner().permissions, 'organization.teams.manage': undefined },
  } as Context
  await expect(invite(narrow, { email: 'no@team.test', roleIds, teamIds: [team.id] })).rejects.toMatchObject(
    atTeams(400),
  )
  const { results } = await inviteMany(owner(), { emails: ['uma@team.test'], roleIds, teamIds: [team.id] })
  await accept(results[0]?.path ?? '', 'Uma Team')
  expect((await getTeam(owner(), { team: team.id })).members).toHaveLength(2)
})

test('a client’s contact is in no team', async () => {
  const team = await createTeam(owner(), { name: 'Colleagues' })
  const asked = invite(owner(), {
    email: 'contact@team.test',
    roleIds: [(await role('client')).id],
    clientId: (await listClients(owner(), {})).items[0]?.id,
    teamIds: [team.id],
  })
  await expect(asked).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'teamIds' }] } })
})

test('an invitation with a role that was switched off says so, to who sends it and to who comes', async () => {
  const { id } = await role('verifier')
  const sent = await invite(owner(), { email: 'off@guests.test', roleIds: [id] })
  await setRoleActive(owner(), { role: id, active: false })
  const atRoles = {
    status: 400,
    problem: { errors: [{ path: 'roleIds', message: expect.stringContaining('switched off') }] },
  }
  await expect(invite(owner(), { email: 'off-too@guests.test', roleIds: [id] })).rejects.toMatchObject(atRoles)
  await expect(accept(sent.path, 'Olaf Off')).rejects.toMatchObject({
    status: 409,
    problem: { code: 'ROLE_OFF', message: expect.stringContaining('“Verifier”') },
  })
  await setRoleActive(owner(), { role: id, active: true })
  await accept(sent.path, 'Olaf Off')
})

test('one person is staff here, a client’s contact there, and a contact of two clients in one organization', async () => {
  const email = 'many-hats@guests.test'
  const { path } = await invite(owner(), { email, roleIds: [(await role('developer')).id] })
  await accept(path, 'Mara Many')
  const neighbour = await buildWorld('neighbour')
  const there = neighbour.people.owner.ctx
  const clientRole = (await listRoles(there, {})).items.find(({ key }) => key === 'client')?.id ?? ''
  const other = await createClient(there, { name: 'A second client', contacts: [] })
  const [user] = await sql`select id, name, email from users where email = ${email}`
  const person = { ...user, memberships: [] } as never
  const asContact = (clientId: string, projectIds: string[] = []) =>
    invite(there, { email, roleIds: [clientRole], clientId, projectIds })

  const active = neighbour.projects.active.id
  const first = await asContact(neighbour.client.id, [active])
  await acceptInvitation(request, person, { secret: first.path.slice(first.path.lastIndexOf('/') + 1) })
  await expect(asContact(neighbour.client.id)).rejects.toMatchObject({ status: 409 })
  const second = await asContact(other.id)
  await acceptInvitation(request, person, { secret: second.path.slice(second.path.lastIndexOf('/') + 1) })
  const developer = (await listRoles(there, {})).items.find(({ key }) => key === 'developer')?.id ?? ''
  await expect(invite(there, { email, roleIds: [developer] })).rejects.toMatchObject({ status: 409 })

  const places = await sql`select c.client_id from contacts c join members m on m.id = c.member_id
    where m.email = ${email} and m.organization_id = ${there.organization.id}`
  expect(places.map((row) => row.client_id).sort()).toEqual([neighbour.client.id, other.id].sort())
  const [here] =
    await sql`select id from members where email = ${email} and organization_id = ${owner().organization.id}`
  const [member] =
    await sql`select id from members where email = ${email} and organization_id = ${there.organization.id}`
  const roles = (ctx: Context) => (ctx.actor.kind === 'system' ? [] : ctx.actor.roles.map(({ key }) => key))
  const contextAt = async (organizationId: string, memberId: string) => {
    const answer = await askMember(organizationId, memberId)
    if (!answer) throw new Error('out')
    return contextFrom(answer, 'session', owner().request)
  }
  expect(roles(await contextAt(owner().organization.id, here?.id))).toEqual(['developer'])
  const contact = await contextAt(there.organization.id, member?.id)
  expect(roles(contact)).toEqual(['client'])
  expect((await listProjects(contact, {})).items.map(({ id }) => id)).toEqual([active])
})
