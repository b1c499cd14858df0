import { describe, expect, test } from 'vitest'
import { createClient } from '@/lib/clients/commands/create-client'
import { updateClient } from '@/lib/clients/commands/update-client'
import { type Context, contextFrom } from '@/lib/core/context'
import { systemContext } from '@/lib/core/system'
import { worldOfTest } from '@/lib/core/testing'
import { askMember } from '@/lib/core/transaction'
import { acceptAsNew, acceptInvitation } from '@/lib/invitations/commands/accept-invitation'
import { createMember } from '@/lib/invitations/commands/create-member'
import { invite } from '@/lib/invitations/commands/invite'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import type { EventFacts } from '@/lib/notifications/reasons'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { updateProject } from '@/lib/projects/commands/update-project'
import { client } from '@/lib/rest/testing'
import type { RoleKey } from '@/lib/rest/world'
import { listRoles } from '@/lib/roles/queries'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { createTeam } from '@/lib/teams/commands/create-team'
import { duties, endsWithMember, keepsName } from '../duties'
import { memberHoldings } from '../holdings'
import { getMember, listMembers } from '../queries'
import { leaveOrganization, removeMember } from './remove-member'

const here = worldOfTest()
const owner = () => here.world.people.owner.ctx
const idOf = (key: RoleKey) => here.world.people[key].memberId
async function contextOf(memberId: string): Promise<Context> {
  const answer = await askMember(owner().organization.id, memberId)
  if (!answer) throw new Error('This person is out')
  return contextFrom(answer, 'session', owner().request)
}
const now = (key: RoleKey) => contextOf(idOf(key))
const roleId = async (key: string) => (await listRoles(owner(), {})).items.find((role) => role.key === key)?.id ?? ''
const refused = (status: number, code: string) => ({ status, problem: { code } })
const at = (path: string) => ({ status: 400, problem: { errors: [{ path: `takers.${path}` }] } })
const project = () => here.world.projects.active
const secretOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

let people = 0
/** Somebody new, who may be removed. */
async function somebody(role = 'developer', more: { clientId?: string; projectIds?: string[] } = {}) {
  const email = `person-${++people}@leaves.test`
  const { path } = await invite(owner(), { email, roleIds: [await roleId(role)], ...more })
  await acceptAsNew(owner().request, {
    secret: secretOf(path),
    name: `Person ${people}`,
    password: 'a long password for it',
  })
  const [row] = await here.sql`select id, user_id as "userId" from members where email = ${email}`
  return { id: row?.id as string, userId: row?.userId as string, email, name: `Person ${people}` }
}
const staff = (...memberIds: string[]) => setProjectStaff(owner(), { project: project().id, addMemberIds: memberIds })
const holder = async (table: string, column: string, id: string) =>
  (await here.sql.unsafe(`select ${column} as id from ${table} where id = '${id}'`))[0]?.id
const versionOf = async (table: string, id: string) =>
  (await here.sql.unsafe(`select version from ${table} where id = '${id}'`))[0]?.version as number

test('every column that names a member is handed over, ends, or keeps the name for a reason', async () => {
  const found = await here.sql<{ name: string }[]>`
    select c.relname || '.' || a.attname as name from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any(k.conkey)
    where k.contype = 'f' and k.confrelid = 'members'::regclass
      and a.attname not in ('organization_id', 'owner_marker') and not (c.relname = 'organizations' and a.attname = 'id')`
  const handed = Object.values(duties).map(({ table, column }) => `${table}.${column}`)
  const declared = [...handed, ...endsWithMember, ...Object.keys(keepsName)]
  expect([...new Set(found.map(({ name }) => name))].sort()).toEqual([...declared].sort())
  const kept = await here.sql<{ name: string }[]>`
    select c.relname || '.' || convert_from(decode(replace(encode(g.tgargs, 'hex'), '00', ''), 'hex'), 'utf8') as name
    from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgname like 'duty_is_held%'`
  expect(kept.map(({ name }) => name)).toEqual(expect.arrayContaining(handed))
})

describe('whoever is removed', () => {
  test('hands over all they hold in one step, keeps what they made, and is out', async () => {
    const [leaver, heir] = [await somebody('admin'), await somebody('admin')]
    await staff(leaver.id)
    const parts = { salespersonId: leaver.id, verifierId: leaver.id }
    await updateProject(owner(), {
      project: project().id,
      version: await versionOf('projects', project().id),
      ...parts,
    })
    await setProjectStaff(owner(), { project: project().id, managerId: leaver.id })
    const ctx = await contextOf(leaver.id)
    const task = await createTask(ctx, { project: project().id, title: 'Theirs', assigneeId: leaver.id })
    for (const title of ['2', '3', '4', '5', '6', '7'])
      await createTask(ctx, { project: project().id, title, assigneeId: leaver.id })
    const { id: clientId } = await createClient(ctx, { name: `Client of ${leaver.name}`, contacts: [] })
    const open = await invite(ctx, { email: 'waits@leaves.test', roleIds: [await roleId('developer')] })
    await createTeam(owner(), { name: 'Leavers', memberIds: [leaver.id] })
    const holds = await memberHoldings(owner(), { member: leaver.id })
    const counts = Object.fromEntries(holds.kinds.map(({ kind, count }) => [kind, count]))
    expect(counts).toEqual({
      salesperson: 1,
      verifier: 1,
      manager: 1,
      projects: 1,
      tasks: 7,
      clients: 1,
      invitations: 1,
    })
    const named = holds.kinds.find(({ kind }) => kind === 'tasks')?.items ?? []
    expect(named[0]?.label).toContain('Theirs')
    expect(named, 'everything is listed, not only the first').toHaveLength(7)
    expect(holds.ends).toEqual({ teams: 1, shares: 0 })

    await expect(removeMember(owner(), { member: leaver.id })).rejects.toMatchObject(at('clients'))
    expect(await holder('tasks', 'assignee_id', task.id)).toBe(leaver.id)
    const done = await removeMember(owner(), { member: leaver.id, takers: { everything: heir.id }, reason: 'Moves on' })
    expect(done.handedOver).toBe(13)
    expect(await holder('tasks', 'assignee_id', task.id)).toBe(heir.id)
    expect(await holder('tasks', 'created_by_id', task.id)).toBe(leaver.id)
    expect(await holder('clients', 'owner_id', clientId)).toBe(heir.id)
    expect(await holder('invitations', 'invited_by_id', open.id)).toBe(heir.id)
    for (const part of ['salesperson_id', 'verifier_id', 'manager_id'])
      expect(await holder('projects', part, project().id)).toBe(heir.id)
    expect((await memberHoldings(owner(), { member: leaver.id })).kinds).toEqual([])
    expect(await getMember(owner(), { member: leaver.id })).toMatchObject({ status: 'left', roles: [], teams: [] })
    await expect(contextOf(leaver.id)).rejects.toThrow('out')
    const [trail] =
      await here.sql`select reason, after, actor_name from audit_log where event = 'member.removed' order by id desc limit 1`
    expect(trail).toMatchObject({ reason: 'Moves on', after: { handedOver: { tasks: { count: 7, to: heir.name } } } })
    const [of] =
      await here.sql`select count(*)::int as n from audit_log where subject_id = ${task.id} and event = 'task.assigned' and after->>'assigneeId' = ${heir.id}`
    expect(of?.n).toBe(1)
  })

  test('is told by mail, and whoever takes over gets a notice; their sockets end', async () => {
    const [leaver, heir] = [await somebody(), await somebody()]
    await staff(leaver.id)
    await removeMember(owner(), { member: leaver.id, takers: { everything: heir.id } })
    const [event] = await here.sql<
      EventFacts[]
    >`select id as "eventId", organization_id as "organizationId", type, subject_type as "subjectType",
      subject_id as "subjectId", project_id as "projectId", task_id as "taskId", ticket_id as "ticketId",
      actor_member_id as "actorMemberId", payload from outbox where type = 'member.removed' order by id desc limit 1`
    if (!event) throw new Error('no event')
    expect(event.payload).toEqual({ userId: leaver.userId, takers: [heir.id], disconnect: [leaver.userId] })
    const { mail } = await deliverNotifications(await systemContext(event.organizationId, event.eventId), event)
    expect(mail.map(({ memberId }) => memberId)).toEqual([heir.id])
  })

  test('gives nothing to somebody who cannot hold it', async () => {
    const leaver = await somebody()
    await staff(leaver.id)
    const { id } = await createTask(owner(), { project: project().id, title: 'Not for all', assigneeId: leaver.id })
    const give = (takers: Parameters<typeof removeMember>[1]['takers']) =>
      removeMember(owner(), { member: leaver.id, takers })
    const outside = await somebody()
    await expect(give({ everything: idOf('client') })).rejects.toMatchObject(at('everything'))
    await expect(give({ everything: leaver.id })).rejects.toMatchObject(at('everything'))
    await expect(give({ projects: null, tasks: outside.id })).rejects.toMatchObject(at('tasks'))
    await removeMember(owner(), { member: outside.id })
    await expect(give({ everything: outside.id })).rejects.toMatchObject(at('everything'))
    expect(await holder('tasks', 'assignee_id', id)).toBe(leaver.id)
    await give({ everything: null })
    expect(await holder('tasks', 'assignee_id', id)).toBeNull()
  })

  test('leaves no payment to be verified by whoever recorded it', async () => {
    const [leaver, recorder] = [await somebody('verifier'), await somebody('salesperson')]
    const waiting = here.world.projects.waiting.id
    const version = await versionOf('projects', waiting)
    await updateProject(owner(), { project: waiting, version, verifierId: leaver.id, salespersonId: recorder.id })
    const amount = { amount: 100, currency: 'EUR' }
    const facts = { method: 'CASH' as const, reference: 'four eyes', paidOn: '2026-01-01' }
    await recordPayment(await contextOf(recorder.id), { project: waiting, amount, ...facts })
    const remove = (verifier: string) => removeMember(owner(), { member: leaver.id, takers: { verifier } })
    await expect(remove(recorder.id)).rejects.toMatchObject(at('verifier'))
    await remove(idOf('verifier'))
    expect(await holder('projects', 'verifier_id', waiting)).toBe(idOf('verifier'))
  })

  test('is never the owner or oneself, nor somebody who holds more, and only whoever may remove people does it', async () => {
    const admin = await now('admin')
    await expect(removeMember(admin, { member: idOf('owner') })).rejects.toMatchObject(refused(409, 'OWNER'))
    await expect(removeMember(admin, { member: idOf('admin') })).rejects.toMatchObject(refused(409, 'OWN_SELF'))
    await expect(removeMember(await now('member'), { member: idOf('developer') })).rejects.toMatchObject({
      status: 403,
    })
    await expect(removeMember(await now('client'), { member: idOf('developer') })).rejects.toMatchObject({
      status: 404,
    })
    await expect(leaveOrganization(owner(), {})).rejects.toMatchObject(refused(409, 'OWNER'))
  })

  test('who is given work at the same moment ends without it, however the two meet', async () => {
    const heir = await somebody()
    await staff(heir.id)
    for (let round = 0; round < 6; round++) {
      const leaver = await somebody()
      await staff(leaver.id)
      const { id } = await createTask(owner(), { project: project().id, title: `Round ${round}` })
      const version = await versionOf('tasks', id)
      const [, assigned] = await Promise.allSettled([
        removeMember(owner(), { member: leaver.id, takers: { everything: heir.id } }),
        updateTask(owner(), { task: id, version, assigneeId: leaver.id }),
      ])
      const left =
        await here.sql`select 1 from tasks t join members m on m.id = t.assignee_id where t.id = ${id} and m.status = 'left'`
      expect(left, `round ${round}: ${assigned.status}`).toHaveLength(0)
    }
  })

  test('is given nothing afterwards, by no way', async () => {
    const leaver = await somebody()
    await removeMember(owner(), { member: leaver.id })
    const version = await versionOf('clients', here.world.client.id)
    await expect(
      updateClient(owner(), { client: here.world.client.id, version, ownerId: leaver.id }),
    ).rejects.toMatchObject({ status: 400 })
    await expect(
      here.sql`update clients set owner_id = ${leaver.id} where id = ${here.world.client.id}`,
    ).rejects.toMatchObject({ code: 'LB011' })
  })
})

test('a client’s contact loses what was shared with them, and stays as a person of the client', async () => {
  const contact = await somebody('client', { clientId: here.world.client.id, projectIds: [project().id] })
  await removeMember(owner(), { member: contact.id })
  const [row] = await here.sql`select member_id, deleted_at from contacts where email = ${contact.email}`
  expect(row).toEqual({ member_id: null, deleted_at: null })
  const shares =
    await here.sql`select 1 from project_shares s join contacts c on c.id = s.contact_id where c.email = ${contact.email}`
  expect(shares).toHaveLength(0)
})

test('everybody may leave, hands over as well, is listed as left, and comes back by a new invitation with what it gives', async () => {
  const leaver = await somebody('admin')
  const ctx = await contextOf(leaver.id)
  await createClient(ctx, { name: 'Left behind', contacts: [] })
  await expect(leaveOrganization(ctx, {})).rejects.toMatchObject(at('clients'))
  await leaveOrganization(ctx, { takers: { clients: idOf('salesperson') } })
  expect((await listMembers(owner(), { status: 'left' })).items.map(({ id }) => id)).toContain(leaver.id)
  const { path } = await invite(owner(), { email: leaver.email, roleIds: [await roleId('member')] })
  const person = { id: leaver.userId, name: leaver.name, email: leaver.email } as never
  await acceptInvitation(owner().request, person, { secret: secretOf(path) })
  expect(await getMember(owner(), { member: leaver.id })).toMatchObject({
    status: 'active',
    roles: [{ key: 'member' }],
  })
})

test('a removed member’s tokens find no organization on the next request', async () => {
  const { token, memberId } = here.world.people.support
  const ask = (path: string) => client(token)('GET', `/organizations/${here.world.slug}${path}`)
  expect((await ask('/holdings')).status).toBe(200)
  await removeMember(owner(), { member: memberId, takers: { everything: idOf('owner') } })
  expect((await ask('/holdings')).status).toBe(404)
  expect((await ask('')).status).toBe(404)
})

test('an invitation to somebody who left does not make them another login', async () => {
  const leaver = await somebody()
  await removeMember(owner(), { member: leaver.id })
  await createMember(owner(), { email: leaver.email, name: 'Again', roleIds: [await roleId('member')] })
  expect(await here.sql`select 1 from users where email = ${leaver.email}`).toHaveLength(1)
})
