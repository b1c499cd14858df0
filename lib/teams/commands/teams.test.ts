import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { contextFrom } from '@/lib/core/context'
import { askMember, closePool } from '@/lib/core/transaction'
import { suspendMember } from '@/lib/members/commands/suspend-member'
import { listMembers } from '@/lib/members/queries'
import { client } from '@/lib/rest/testing'
import { buildWorld, type RoleKey, type World } from '@/lib/rest/world'
import { getTeam, listTeams } from '../queries'
import { createTeam } from './create-team'
import { deleteTeam, restoreTeam } from './delete-team'
import { updateTeam } from './update-team'

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
const id = (key: RoleKey) => world.people[key].memberId
async function now(key: RoleKey) {
  const answer = await askMember(owner().organization.id, id(key))
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', owner().request)
}
const disconnected = async (type: string) =>
  (await sql`select payload from outbox where type = ${type} order by id desc limit 1`)[0]?.payload.disconnect ?? []

test('who joins a team sees the work of its people on the next request, and no longer when they leave it', async () => {
  const see = () =>
    client(world.people.support.token)('GET', `/organizations/${world.slug}/projects/DURA`).then(({ status }) => status)
  // Support as delivered sees everything; what `team` means shows in a role that says team.
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update roles set permissions = jsonb_set(permissions, '{projects,projects,view}', '"team"') where key = 'support'`
  })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update tickets set assignee_id = null where assignee_id = ${id('support')}`
  })
  expect(await see()).toBe(404)
  const team = await createTeam(owner(), { name: 'Delivery', memberIds: [id('support'), id('developer')] })
  expect(await see()).toBe(200)
  const { version } = await getTeam(owner(), { team: team.id })
  await updateTeam(owner(), { team: team.id, version, memberIds: [id('developer')] })
  expect(await see()).toBe(404)
  // Both sides lose sight of each other, so both ask for live channels anew.
  expect(await disconnected('team.updated')).toHaveLength(2)
  await updateTeam(owner(), { team: team.id, version: version + 1, memberIds: [id('developer'), id('support')] })
  expect(await see()).toBe(200)
  await deleteTeam(owner(), { team: team.id })
  expect(await see()).toBe(404)
  expect(await disconnected('team.deleted')).toHaveLength(2)
  await restoreTeam(owner(), { team: team.id })
  expect(await see()).toBe(200)
})

test('members are found by their team', async () => {
  const [team] = (await listTeams(owner(), { q: 'deliv' })).items
  const { items } = await listMembers(owner(), { team: team?.id })
  expect(items.map(({ name }) => name)).toEqual(['Person developer', 'Person support'])
})

test('two teams have different names, and a stale change shows what somebody else made of it', async () => {
  const [team] = (await listTeams(owner(), {})).items
  await expect(createTeam(owner(), { name: 'DELIVERY' })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'TAKEN', errors: [{ path: 'name' }] },
  })
  await expect(updateTeam(owner(), { team: team?.id ?? '', version: 1, name: 'Late' })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'STALE', current: { name: 'Delivery' } },
  })
})

test('clients’ contacts and suspended people do not join, and who was suspended later stays', async () => {
  const atMembers = { status: 400, problem: { errors: [{ path: 'memberIds' }] } }
  await expect(createTeam(owner(), { name: 'Mixed', memberIds: [id('client')] })).rejects.toMatchObject(atMembers)
  await suspendMember(owner(), { member: id('support') })
  await expect(createTeam(owner(), { name: 'Away', memberIds: [id('support')] })).rejects.toMatchObject(atMembers)
  const [team] = (await listTeams(owner(), {})).items
  if (!team) throw new Error('no team')
  await updateTeam(owner(), {
    team: team.id,
    version: team.version,
    memberIds: [...team.members.map((one) => one.id), id('verifier')],
  })
  expect((await getTeam(owner(), { team: team.id })).members).toHaveLength(3)
})

test('only whoever manages teams changes them; others who see members read them, and clients find none', async () => {
  const [team] = (await listTeams(await now('developer'), {})).items
  await expect(deleteTeam(await now('developer'), { team: team?.id ?? '' })).rejects.toMatchObject({
    status: 403,
    problem: { missing: 'organization.teams.manage' },
  })
  await expect(getTeam(await now('client'), { team: team?.id ?? '' })).rejects.toMatchObject({ status: 404 })
  await expect(deleteTeam(await now('client'), { team: team?.id ?? '' })).rejects.toMatchObject({ status: 404 })
})
