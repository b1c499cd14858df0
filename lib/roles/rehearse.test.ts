import { expect, test } from 'vitest'
import { contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { getMember } from '@/lib/members/queries'
import { listTasks } from '@/lib/tasks/queries'
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

test('only whoever manages roles rehearses', async () => {
  const { id } = await roleOf('developer')
  await expect(rehearseRole(here.world.people.developer.ctx, { role: id, permissions: {} })).rejects.toMatchObject({
    status: 403,
    problem: { missing: 'organization.roles.manage' },
  })
})
