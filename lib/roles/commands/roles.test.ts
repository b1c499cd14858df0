import { describe, expect, test } from 'vitest'
import type { Context } from '@/lib/core/context'
import { contextFrom } from '@/lib/core/context'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { acceptAsNew } from '@/lib/invitations/commands/accept-invitation'
import { invite } from '@/lib/invitations/commands/invite'
import { setMemberRoles } from '@/lib/members/commands/set-member-roles'
import { getMember } from '@/lib/members/queries'
import { type RoleKey, worldPassword } from '@/lib/rest/world'
import { deliveredAs } from '../policy'
import { getRole, listRoles } from '../queries'
import { createRole, duplicateRole } from './create-role'
import { deleteRole, restoreRole } from './delete-role'
import { setRoleActive } from './set-role-active'
import { resetRole, updateRole } from './update-role'

const here = worldOfTest()

const owner = () => here.world.people.owner.ctx
/** Who they are on their next request. */
async function now(key: RoleKey): Promise<Context> {
  const { ctx, memberId } = here.world.people[key]
  const answer = await askMember(ctx.organization.id, memberId)
  if (!answer) throw new Error(`${key} is out`)
  return contextFrom(answer, 'session', ctx.request)
}
const roleOf = async (key: string) => {
  const role = (await listRoles(owner(), {})).items.find((one) => one.key === key || one.name === key)
  if (!role) throw new Error(`There is no role ${key}`)
  return role
}
const lastEvent = async (type: string) =>
  (await here.sql`select payload from outbox where type = ${type} order by id desc limit 1`)[0]?.payload
const refused = (status: number, code: string, more = {}) => ({ status, problem: { code, ...more } })
const leads = { crm: { leads: { view: 'own' as const, create: true } } }

/** An admin who lacks one permission: the role without it. */
async function adminWithout(permission: 'finance.payments.verify') {
  const admin = await roleOf('admin')
  const { [permission]: _, ...rest } = readPermissions(admin.permissions)
  await updateRole(owner(), { role: admin.id, version: admin.version, permissions: nestPermissions(rest) })
  return {
    ctx: await now('admin'),
    back: async () => resetRole(owner(), { role: admin.id, version: (await roleOf('admin')).version }),
  }
}

describe('a custom role', () => {
  test('is made, given, changed and seen by its holder on the next request', async () => {
    const { id } = await createRole(owner(), { name: 'Lead scout', permissions: leads })
    const member = await getMember(owner(), { member: here.world.people.verifier.memberId })
    const roleIds = [...member.roles.map((role) => role.id), id]
    await setMemberRoles(owner(), { member: member.id, version: member.version, roleIds })
    expect((await now('verifier')).permissions['crm.leads.view']).toBe('own')
    expect(await getRole(owner(), { role: id })).toMatchObject({ holders: 1, builtin: false, key: id })

    await updateRole(owner(), { role: id, version: 1, permissions: { crm: { leads: { view: 'own' } } } })
    expect((await now('verifier')).permissions['crm.leads.create']).toBeUndefined()
    expect(await lastEvent('role.updated')).toMatchObject({ disconnect: [expect.any(String)] })
    await updateRole(owner(), { role: id, version: 2, permissions: leads })
    expect(await lastEvent('role.updated')).toEqual({})
  })

  test('gives nothing while it is off, and again when it is on', async () => {
    const { id } = await roleOf('Lead scout')
    await setRoleActive(owner(), { role: id, active: false })
    expect((await now('verifier')).permissions['crm.leads.view']).toBeUndefined()
    expect(await lastEvent('role.deactivated')).toMatchObject({ disconnect: [expect.any(String)] })
    await setRoleActive(owner(), { role: id, active: true })
    expect((await now('verifier')).permissions['crm.leads.view']).toBe('own')
  })

  test('has a name of its own, whatever its capitals', async () => {
    const taken = refused(409, 'TAKEN', {
      errors: [{ path: 'name', code: 'taken', message: 'Another role has this name.' }],
    })
    await expect(createRole(owner(), { name: 'lead SCOUT' })).rejects.toMatchObject(taken)
    const { id } = await duplicateRole(owner(), { role: (await roleOf('developer')).id, name: 'Junior' })
    await expect(updateRole(owner(), { role: id, version: 1, name: 'Developer' })).rejects.toMatchObject(taken)
  })

  test('made from another takes over what that permits, how far, and its description, and is a role of its own', async () => {
    const source = await roleOf('salesperson')
    const { id } = await duplicateRole(owner(), { role: source.id, name: 'Sales trainee' })
    const copy = await getRole(owner(), { role: id })
    expect(copy).toMatchObject({ name: 'Sales trainee', description: source.description, builtin: false, key: id })
    expect(copy).toMatchObject({ holders: 0, active: true, version: 1 })
    expect(readPermissions(copy.permissions)).toEqual(readPermissions(source.permissions))
    expect(readPermissions(copy.permissions)).toMatchObject({ 'crm.leads.view': 'own', 'crm.leads.create': true })
    expect(source.description).not.toBe('')

    await updateRole(owner(), { role: id, version: 1, description: 'Learns', permissions: {} })
    const { permissions, description } = await roleOf('salesperson')
    expect({ permissions, description }).toEqual({ permissions: source.permissions, description: source.description })
    await expect(
      duplicateRole(owner(), { role: source.id, name: 'sales TRAINEE' }),
      'a name that another role has, whatever its capitals',
    ).rejects.toMatchObject(refused(409, 'TAKEN', { errors: [expect.objectContaining({ path: 'name' })] }))
    await deleteRole(owner(), { role: id })
  })

  test('made by somebody who does not hold all of the other is refused by the permission, and nothing is made', async () => {
    const { ctx, back } = await adminWithout('finance.payments.verify')
    const count = async () => (await listRoles(owner(), { limit: 100 })).items.length
    const before = await count()
    const verifier = await roleOf('verifier')
    await expect(duplicateRole(ctx, { role: verifier.id, name: 'Second verifier' })).rejects.toMatchObject(
      refused(403, 'TOO_WIDE', { missing: 'finance.payments.verify' }),
    )
    expect(await count()).toBe(before)
    await duplicateRole(ctx, { role: (await roleOf('support')).id, name: 'Second support' })
    expect(await count()).toBe(before + 1)
    await back()
  })

  test('keeps only what the catalogue knows', async () => {
    const wrong = { crm: { leads: { fly: true } }, nowhere: { to: { run: 'all' as const } } }
    await expect(createRole(owner(), { name: 'Odd', permissions: wrong })).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: 'permissions.crm.leads.fly' }, { path: 'permissions.nowhere.to.run' }] },
    })
    await expect(
      createRole(owner(), { name: 'Odd', permissions: { crm: { leads: { create: 'all' } } } }),
    ).rejects.toMatchObject({ status: 400 })
  })

  test('cannot be deleted while somebody holds it or is invited with it, then can, and comes back', async () => {
    const scout = await roleOf('Lead scout')
    await expect(deleteRole(owner(), { role: scout.id })).rejects.toMatchObject(refused(409, 'ROLE_IN_USE'))
    const junior = await roleOf('Junior')
    const { id: invitation } = await invite(owner(), { email: 'junior@new.test', roleIds: [junior.id] })
    await expect(deleteRole(owner(), { role: junior.id })).rejects.toMatchObject(refused(409, 'ROLE_IN_USE'))
    await here.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`update invitations set expires_at = now() - interval '1 minute' where id = ${invitation}`
    })
    await deleteRole(owner(), { role: junior.id })
    await expect(getRole(owner(), { role: junior.id })).rejects.toMatchObject({ status: 404 })
    await expect(invite(owner(), { email: 'late@new.test', roleIds: [junior.id] })).rejects.toMatchObject({
      status: 400,
    })
    await createRole(owner(), { name: 'Junior' })
    await expect(restoreRole(owner(), { role: junior.id })).rejects.toMatchObject(refused(409, 'TAKEN'))
    await updateRole(owner(), { role: (await roleOf('Junior')).id, version: 1, name: 'Beginner' })
    await restoreRole(owner(), { role: junior.id })
    expect(await getRole(owner(), { role: junior.id })).toMatchObject({ name: 'Junior', active: true })
  })

  test('of giving it and deleting it at the same time, one is refused', async () => {
    for (let round = 0; round < 8; round++) {
      const { id } = await createRole(owner(), { name: `Race ${round}` })
      const member = await getMember(owner(), { member: here.world.people.support.memberId })
      const given = {
        member: member.id,
        version: member.version,
        roleIds: [...member.roles.map((role) => role.id), id],
      }
      const outcomes = await Promise.allSettled([setMemberRoles(owner(), given), deleteRole(owner(), { role: id })])
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })
})

describe('a built-in role', () => {
  test('is edited and reset, never deleted, and keeps its key', async () => {
    const support = await roleOf('support')
    const edited = { role: support.id, version: support.version, name: 'Care', permissions: {} }
    await updateRole(owner(), edited)
    expect((await now('support')).permissions['support.tickets.view']).toBeUndefined()
    await expect(deleteRole(owner(), { role: support.id })).rejects.toMatchObject(refused(409, 'BUILTIN_ROLE'))
    await resetRole(owner(), { role: support.id, version: support.version + 1 })
    const back = await roleOf('support')
    expect(back.name).toBe('Support')
    expect(readPermissions(back.permissions)).toEqual(deliveredAs('support')?.permissions)
    await expect(here.sql`update roles set key = 'other' where id = ${support.id}`).rejects.toThrow()
    const custom = await roleOf('Lead scout')
    await expect(resetRole(owner(), { role: custom.id, version: custom.version })).rejects.toMatchObject(
      refused(409, 'CUSTOM_ROLE'),
    )
  })

  test('of a client never gives what is for the team, neither by a command nor past it', async () => {
    const client = await roleOf('client')
    const permissions = readPermissions(client.permissions)
    for (const more of [
      { 'tasks.comments.view_internal': true },
      { 'organization.members.view': true },
      { 'projects.projects.view': 'all' },
      { 'crm.clients.view': 'own' },
    ] as const) {
      const wider = nestPermissions({ ...permissions, ...more })
      await expect(
        updateRole(owner(), { role: client.id, version: client.version, permissions: wider }),
      ).rejects.toMatchObject({ status: 400, problem: { errors: [{ path: 'permissions' }] } })
      await expect(
        here.sql`update roles set permissions = ${here.sql.json(wider)} where id = ${client.id}`,
      ).rejects.toThrow(/team/)
    }
    const { 'support.tickets.edit': _, ...narrower } = permissions
    await updateRole(owner(), { role: client.id, version: client.version, permissions: nestPermissions(narrower) })
    await resetRole(owner(), { role: client.id, version: client.version + 1 })
  })
})

describe('nobody gives or keeps more than they hold', () => {
  test('an admin who lacks something neither adds it nor touches a role that has it', async () => {
    const { ctx, back } = await adminWithout('finance.payments.verify')
    const tooWide = refused(403, 'TOO_WIDE', { missing: 'finance.payments.verify' })
    const wide = { finance: { payments: { verify: 'own' as const } } }
    await expect(createRole(ctx, { name: 'Sneaky', permissions: wide })).rejects.toMatchObject(tooWide)
    const verifier = await roleOf('verifier')
    const about = { role: verifier.id, version: verifier.version }
    await expect(updateRole(ctx, { ...about, permissions: {} })).rejects.toMatchObject(tooWide)
    await expect(updateRole(ctx, { ...about, name: 'Other' })).rejects.toMatchObject(tooWide)
    await expect(resetRole(ctx, about)).rejects.toMatchObject(tooWide)
    await expect(setRoleActive(ctx, { role: verifier.id, active: false })).rejects.toMatchObject(tooWide)
    await expect(duplicateRole(ctx, { role: verifier.id, name: 'Copy' })).rejects.toMatchObject(tooWide)
    const admin = await roleOf('admin')
    await expect(resetRole(ctx, { role: admin.id, version: admin.version })).rejects.toMatchObject(tooWide)
    await createRole(ctx, { name: 'Fine', permissions: leads })
    await back()
  })

  test('what a switched-off module takes away is still not theirs to give', async () => {
    const { ctx, back } = await adminWithout('finance.payments.verify')
    const off = { ...ctx, organization: { ...ctx.organization, modulesOff: ['finance'] } }
    const wide = { finance: { payments: { verify: 'own' as const } } }
    await expect(createRole(off, { name: 'Later', permissions: wide })).rejects.toMatchObject(refused(403, 'TOO_WIDE'))
    await back()
  })

  test('the organization cannot be locked out of itself: the owner holds everything whatever becomes of the roles', async () => {
    const all = (await listRoles(owner(), { limit: 100 })).items
    for (const role of all)
      await updateRole(owner(), { role: role.id, version: role.version, permissions: {} }).catch((error) => {
        throw new Error(`${role.name}: ${error.message}`)
      })
    for (const role of all) await setRoleActive(owner(), { role: role.id, active: false })
    const still = await now('owner')
    expect(still.permissions['organization.roles.manage']).toBe(true)
    for (const { id, builtin } of all) {
      await setRoleActive(still, { role: id, active: true })
      if (builtin) await resetRole(still, { role: id, version: (await getRole(still, { role: id })).version })
    }
    expect((await now('admin')).permissions['organization.roles.manage']).toBe(true)
  })
})

test('a stale edit overwrites nothing and tells what the other made of it', async () => {
  const { id } = await createRole(owner(), { name: 'Twice' })
  await updateRole(owner(), { role: id, version: 1, description: 'First' })
  await expect(updateRole(owner(), { role: id, version: 1, description: 'Second' })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'STALE', current: { description: 'First', version: 2 } },
  })
  const both = [3, 4].map((n) => updateRole(owner(), { role: id, version: 2, description: `At once ${n}` }))
  const outcomes = await Promise.allSettled(both)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('whoever does not manage roles is told so, whoever sees no members finds none', async () => {
  const { id } = await roleOf('developer')
  await expect(createRole(await now('developer'), { name: 'Mine' })).rejects.toMatchObject(
    refused(403, 'FORBIDDEN', { missing: 'organization.roles.manage' }),
  )
  await expect(updateRole(await now('developer'), { role: id, version: 1 })).rejects.toMatchObject({ status: 403 })
  await expect(updateRole(await now('client'), { role: id, version: 1 })).rejects.toMatchObject({ status: 404 })
  await expect(getRole(await now('client'), { role: id })).rejects.toMatchObject({ status: 404 })
})

test('who comes back after leaving holds what they are invited with now', async () => {
  const { path } = await invite(owner(), { email: 'back@new.test', roleIds: [(await roleOf('admin')).id] })
  const secret = path.slice(path.lastIndexOf('/') + 1)
  const request = { id: 'test', address: '192.0.2.7', userAgent: 'test' }
  await acceptAsNew(request, { secret, name: 'Back Again', password: worldPassword })
  const [member] = await here.sql`select id, user_id from members where email = 'back@new.test'`
  await here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update members set status = 'left' where id = ${member?.id}`
  })
  const again = await invite(owner(), { email: 'back@new.test', roleIds: [(await roleOf('member')).id] })
  const { acceptInvitation } = await import('@/lib/invitations/commands/accept-invitation')
  const person = { id: member?.user_id, email: 'back@new.test', name: 'Back Again' } as Parameters<
    typeof acceptInvitation
  >[1]
  await acceptInvitation(request, person, { secret: again.path.slice(again.path.lastIndexOf('/') + 1) })
  expect((await getMember(owner(), { member: member?.id })).roles.map(({ key }) => key)).toEqual(['member'])
})
