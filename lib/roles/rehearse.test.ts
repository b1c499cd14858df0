import { expect, test } from 'vitest'
import { contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { getMember } from '@/lib/members/queries'
import { listPayments } from '@/lib/payments/queries'
import { listTasks } from '@/lib/tasks/queries'
import { createRole } from './commands/create-role'
import { updateRole } from './commands/update-role'
import { listRoles } from './queries'
import { rehearseRole } from './rehearse'

const here = worldOfTest()

const owner = () => here.world.people.owner.ctx
const roleOf = async (key: string) => {
  const role = (await listRoles(owner(), {})).items.find((one) => one.key === key)
  if (!role) throw new Error(`There is no role ${key}`)
  return role
}

test('a rehearsal says what saving then does, and writes nothing', async () => {
  const developer = await roleOf('developer')
  const given = readPermissions(developer.permissions)
  const { 'support.tickets.view': _, ...rest } = given
  const permissions = nestPermissions({ ...rest, 'tasks.tasks.view': 'all', 'crm.clients.view': 'all' })
  const seen = async () => {
    const { ctx, memberId } = here.world.people.developer
    const answer = await askMember(ctx.organization.id, memberId)
    if (!answer) throw new Error('gone')
    return (await listTasks(contextFrom(answer, 'session', ctx.request), { limit: 100 })).items.length
  }
  const before = await seen()
  const { shown, more } = await rehearseRole(owner(), { role: developer.id, permissions })
  expect(more).toBe(0)
  expect(shown).toHaveLength(1)
  expect(shown[0]).toMatchObject({
    name: 'Person developer',
    permissions: [
      { permission: 'crm.clients.view', before: null, after: 'all' },
      { permission: 'tasks.tasks.view', before: 'team', after: 'all' },
      { permission: 'support.tickets.view', before: 'team', after: null },
    ],
  })
  const of = (noun: string) => shown[0]?.records.find((one) => one.noun === noun)
  expect(of('clients')).toEqual({ noun: 'clients', gained: 1, lost: 0 })
  expect(of('tickets')).toEqual({ noun: 'tickets', gained: 0, lost: 1 })
  expect(await seen()).toBe(before)
  await updateRole(owner(), { role: developer.id, version: developer.version, permissions })
  expect(await seen()).toBe(before + (of('tasks')?.gained ?? 0))
})

test('what another role gives as well does not change', async () => {
  const [developer, support] = [await roleOf('developer'), await roleOf('support')]
  const member = await getMember(owner(), { member: here.world.people.developer.memberId })
  await setMemberRoles(owner(), { member: member.id, version: member.version, roleIds: [developer.id, support.id] })
  const { 'tasks.tasks.view': _, ...rest } = readPermissions(developer.permissions)
  const { shown } = await rehearseRole(owner(), { role: developer.id, permissions: nestPermissions(rest) })
  expect(shown[0]?.permissions.map(({ permission }) => permission)).not.toContain('tasks.tasks.view')
  expect(shown[0]?.records).toEqual([])
})

test('everybody for whom something changes comes first, and the rest a part at a time', async () => {
  const ctx = owner()
  const support = await roleOf('support')
  const wide = await createRole(ctx, { name: 'Wide', permissions: { crm: { leads: { view: 'own' } } } })
  const salespeople = await roleOf('salesperson')
  const people = await here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    const planted = await tx`with people as (
        insert into users (id, email, name) select uuidv7(), n || '@wide.test', 'Wide ' || chr(96 + n) from generate_series(1, 13) n returning *)
      insert into members (organization_id, id, user_id, name, email, status)
        select ${ctx.organization.id}, id, id, name, email, 'active' from people returning id, name`
    // The first three by name sell as well, and see as much by that.
    for (const { id, name } of planted)
      for (const role of [wide.id, name < 'Wide d' ? salespeople.id : support.id])
        await tx`insert into member_roles (organization_id, member_id, role_id) values (${ctx.organization.id}, ${id}, ${role})`
    return planted.map(({ id }) => id as string)
  })
  const ask = (cursor?: string) => rehearseRole(ctx, { role: wide.id, permissions: {}, cursor })
  const first = await ask()
  expect(first).toMatchObject({ holders: 13, affected: 10, more: 3, nextCursor: expect.any(String) })
  expect(first.shown.every(({ permissions }) => permissions.length === 1)).toBe(true)
  const rest = await ask(first.nextCursor ?? undefined)
  expect(rest).toMatchObject({ holders: 13, affected: 10, more: 0, nextCursor: null })
  expect(rest.shown.map(({ permissions }) => permissions)).toEqual([[], [], []])
  expect([...first.shown, ...rest.shown].map(({ id }) => id).sort()).toEqual(people.sort())
  await expect(ask('nonsense')).rejects.toMatchObject({ status: 400 })
})

test('a draft that widens one permission of a noun and narrows another counts both ways', async () => {
  const verifier = await roleOf('verifier')
  const given = readPermissions(verifier.permissions)
  const own = nestPermissions({ ...given, 'projects.projects.view': 'own', 'projects.budget.view': 'all' })
  const crossed = nestPermissions({ ...given, 'projects.projects.view': 'all', 'projects.budget.view': 'own' })
  const seen = async () => {
    const { ctx, memberId } = here.world.people.verifier
    const answer = await askMember(ctx.organization.id, memberId)
    if (!answer) throw new Error('gone')
    return (await listPayments(contextFrom(answer, 'session', ctx.request), {})).items.map(({ id }) => id)
  }
  await updateRole(owner(), { role: verifier.id, version: verifier.version, permissions: own })
  const before = await seen()
  const { shown } = await rehearseRole(owner(), { role: verifier.id, permissions: crossed })
  const { version } = await roleOf('verifier')
  await updateRole(owner(), { role: verifier.id, version, permissions: crossed })
  const after = await seen()
  expect(shown[0]?.permissions).toHaveLength(2)
  const payments = shown[0]?.records.find(({ noun }) => noun === 'payments') ?? { gained: 0, lost: 0 }
  expect(payments).toMatchObject({
    gained: after.filter((id) => !before.includes(id)).length,
    lost: before.filter((id) => !after.includes(id)).length,
  })
})

test('only whoever manages roles rehearses', async () => {
  const { id } = await roleOf('developer')
  await expect(rehearseRole(here.world.people.developer.ctx, { role: id, permissions: {} })).rejects.toMatchObject({
    status: 403,
    problem: { missing: 'organization.roles.manage' },
  })
})
