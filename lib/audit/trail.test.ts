import { describe, expect, test } from 'vitest'
import { signIn } from '@/lib/accounts/commands/sign-in'
import { signOut } from '@/lib/accounts/commands/sign-out'
import { forbidden } from '@/lib/core/errors'
import { notesWritten } from '@/lib/core/noted'
import { noteRefusal } from '@/lib/core/refusals'
import { worldOfTest } from '@/lib/core/testing'
import { askPerson } from '@/lib/core/transaction'
import { acceptInvitation } from '@/lib/invitations/commands/accept-invitation'
import { invite } from '@/lib/invitations/commands/invite'
import { listMembers } from '@/lib/members/queries'
import { listPayments } from '@/lib/payments/queries'
import { client, readAll } from '@/lib/rest/testing'
import { founded, worldPassword } from '@/lib/rest/world'
import { rehearseRole } from '@/lib/roles/rehearse'
import { listActivity } from '@/lib/tasks/activity'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { eventWords } from './messages'
import { kindOf } from './policy'
import { listAudit } from './queries'
import { verifyAudit } from './verify'

process.env.LOBBY_LIMIT_FACTOR = '1000'
const here = worldOfTest()
const owner = () => here.world.people.owner
const trail = async (filter: object) => {
  await notesWritten()
  return (await listAudit(owner().ctx, { ...filter, limit: 100 })).items
}
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'
const request = (address: string) => ({ id: `request of ${address}`, address, userAgent: firefox })

describe('an entry', () => {
  test('says what its subject and the ids in it are called, so that nobody has to look them up', async () => {
    const { projects, tasks, people } = here.world
    const came = await trail({ event: 'invitation.accepted' })
    const contact = came.find(({ subject }) => subject.id === people.client.memberId)
    expect(contact?.subject.name).toBe('Person client')
    const { clientId = '', projectIds = [] } = (contact?.after ?? {}) as { clientId?: string; projectIds?: string[] }
    expect([clientId, ...projectIds].map((id) => contact?.names[id])).not.toContain(undefined)
    const [created] = await trail({ event: 'project.created', projectId: projects.active.id })
    expect(created?.subject.name).toMatch(/^DURA /)
    const [task] = await trail({ subjectType: 'task', subjectId: tasks.assigned.id, event: 'task.created' })
    expect(task?.subject.name).toMatch(/^DURA-\d+ /)
    expect(task?.names[String(task.after?.assigneeId)]).toBe('Person developer')
  })
})

describe('a refusal', () => {
  test('is in the trail with who, the permission, what was tried on what, the address and the request', async () => {
    const { developer } = here.world.people
    const project = here.world.projects.active.id
    const answer = await client(developer.token)('DELETE', `/organizations/acme/projects/${project}`)
    expect(answer.status).toBe(403)
    const [entry] = await trail({ kind: 'refusal' })
    expect(entry).toMatchObject({
      event: 'access.refused',
      kind: 'refusal',
      actor: { kind: 'token', memberId: developer.memberId, name: 'Person developer' },
      subject: { type: 'project', id: project },
      after: { permission: 'projects.projects.delete', tried: 'projects.delete' },
      requestId: answer.headers.get('x-request-id'),
      address: expect.stringMatching(/^10\./),
    })
  })

  test('that comes a thousand times is one entry, and one more with the number', async () => {
    const { ctx, memberId } = here.world.people.verifier
    const code = (error: { problem?: { code: string } }) => error.problem?.code
    const task = here.world.tasks.assigned.id
    const held = { 'tasks.tasks.view': 'all' as const }
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, () =>
        updateTask({ ...ctx, permissions: held, request: { ...ctx.request } }, { task, version: 1, title: 'x' }).catch(
          code,
        ),
      ),
    )
    expect(new Set(answers)).toEqual(new Set(['FORBIDDEN']))
    await notesWritten({ all: true })
    const mine = await trail({ kind: 'refusal', actorId: memberId })
    expect(mine.map(({ after }) => after)).toEqual([
      { permission: 'tasks.tasks.edit', tried: 'tasks.update', again: 999 },
      { permission: 'tasks.tasks.edit', tried: 'tasks.update' },
    ])
  })

  test('of a page that asks for several things is one entry, which names what the page was refused for', async () => {
    const { ctx, memberId } = here.world.people.salesperson
    const visit = async (id: string, ...questions: ((one: typeof ctx) => Promise<unknown>)[]) => {
      const one = { ...ctx, permissions: {}, request: { ...ctx.request, id } }
      const shown = await Promise.all(questions.map((ask) => ask(one))).catch((error) => error.problem.missing)
      const entries = await trail({ kind: 'refusal', actorId: memberId })
      return {
        shown,
        written: entries.filter(({ requestId }) => requestId === id).map(({ after }) => after?.permission),
      }
    }
    const [members, payments, audit] = [
      (one: typeof ctx) => listMembers(one, {}),
      (one: typeof ctx) => listPayments(one, {}),
      (one: typeof ctx) => listAudit(one, {}),
    ]
    const missing = 'organization.members.view'
    expect(await visit('page', members, payments, audit)).toEqual({ shown: missing, written: [missing] })
    // Another page is another request, even with a number that somebody has chosen to be the same.
    expect((await visit('page', payments, audit)).written).toEqual(['projects.budget.view', missing])
  })

  test('of a hundred things by one person is written, of more is counted', async () => {
    const { ctx, memberId } = here.world.people.support
    const names = Array.from({ length: 150 }, (_, n) => ({ ...ctx, permissions: {}, request: { ...ctx.request, n } }))
    names.forEach((one, n) => {
      noteRefusal(one, `nouns.try_${n}`, {}, forbidden('tasks.tasks.edit'))
    })
    await notesWritten({ all: true })
    expect(
      await here.sql`select id from audit_log where actor_member_id = ${memberId} and event = 'access.refused'`,
    ).toHaveLength(102)
  })

  test('of what is not there leaves nothing, and one that cannot be written stays a 403', async () => {
    const { developer } = here.world.people
    const count = async () => (await trail({ kind: 'refusal', actorId: developer.memberId })).length
    const before = await count()
    const call = client(developer.token)
    expect((await call('GET', '/organizations/acme/payments')).status).toBe(403)
    expect((await call('GET', '/organizations/acme/projects/NONE')).status).toBe(404)
    expect(await count()).toBe(before + 1)
    await here.sql`alter table audit_log rename to audit_away`
    const answer = await call('GET', '/organizations/acme/audit')
    await notesWritten()
    await here.sql`alter table audit_away rename to audit_log`
    expect([answer.status, answer.body.missing]).toEqual([403, 'organization.audit.view'])
  })

  test('is no part of the history that readers of a record see', async () => {
    const { project_manager: manager } = here.world.people
    const { items } = await listActivity(manager.ctx, { task: here.world.tasks.assigned.id })
    expect(items.length).toBeGreaterThan(0)
    expect(items.map(({ event }) => event)).not.toContain('access.refused')
  })
})

describe('a login', () => {
  test('is in the trail of each organization that the person is active in, and of no other', async () => {
    const other = await founded('globex')
    await founded('initech')
    const { email, memberId } = here.world.people.admin
    const [role] = await here.sql`select r.id from roles r join organizations o on o.id = r.organization_id
      where o.slug = 'globex' and r.key = 'member'`
    const { path } = await invite(other.ctx, { email, roleIds: [role?.id] })
    const person = await signIn(request('192.0.2.1'), { email, password: worldPassword }, 'browser')
    await here.sql`update users set email_verified_at = now() where email = ${email}`
    const who = await askPerson(person.sessionId)
    if (!who) throw new Error('not signed in')
    await acceptInvitation(request('192.0.2.1'), who, { secret: path.slice(path.lastIndexOf('/') + 1) })

    const { sessionId } = await signIn(request('192.0.2.77'), { email, password: worldPassword }, 'browser')
    await signOut(request('192.0.2.77'), { sessionId })
    await expect(signIn(request('192.0.2.77'), { email, password: 'wrong' }, 'api')).rejects.toMatchObject({
      status: 401,
    })
    await notesWritten()
    const rows = await here.sql`select o.slug, a.event, a.actor_kind, a.actor_name, a.after from audit_log a
      join organizations o on o.id = a.organization_id where a.address = '192.0.2.77' order by o.slug, a.id`
    const told = (slug: string) => [
      { slug, event: 'session.opened', actor_kind: 'session', after: { device: firefox } },
      { slug, event: 'session.closed', actor_kind: 'session' },
      { slug, event: 'session.failed', actor_kind: 'token', after: { failed: 'password' } },
    ]
    expect(rows).toMatchObject([...told('acme'), ...told('globex')])
    expect((await trail({ kind: 'signin', actorId: memberId }))[0]).toMatchObject({
      event: 'session.failed',
      subject: { type: 'member', id: memberId },
      actor: { name: 'Person admin' },
      names: { [firefox]: 'Firefox on Linux' },
    })
  })

  test('that fails again and again is counted, and an unknown address leaves nothing', async () => {
    const { email, memberId } = here.world.people.salesperson
    const from = request('192.0.2.88')
    for (let n = 0; n < 5; n++) await signIn(from, { email, password: 'wrong' }, 'browser').catch(() => undefined)
    await signIn(from, { email: 'nobody@nowhere.test', password: 'wrong' }, 'browser').catch(() => undefined)
    await notesWritten({ all: true })
    const rows = await trail({ event: 'session.failed', actorId: memberId })
    expect(rows.map(({ after }) => after?.again)).toEqual([4, undefined])
    expect(await here.sql`select id from audit_log where address = '192.0.2.88'`).toHaveLength(2)
  })
})

test('a rehearsal is in the trail with the draft, as a preview', async () => {
  const [role] = await here.sql`select id from roles where key = 'support'`
  await rehearseRole(owner().ctx, { role: role?.id, permissions: { crm: { leads: { view: 'all' } } } })
  expect((await trail({ kind: 'preview' }))[0]).toMatchObject({
    event: 'role.rehearsed',
    subject: { type: 'role', id: role?.id },
    after: { 'crm.leads.view': 'all' },
  })
})

test('a kind narrows the trail to its events, by REST too, and whatever is in no other kind is a change', async () => {
  for (const kind of ['change', 'signin', 'refusal', 'access', 'export', 'preview', 'platform'] as const) {
    const { status, body } = await client(owner().token)('GET', `/organizations/acme/audit?kind=${kind}&limit=100`)
    expect(status).toBe(200)
    expect(body.items.every((entry: { event: string }) => kindOf(entry.event) === kind)).toBe(true)
  }
  const read = await readAll(client(owner().token), '/organizations/acme/audit?kind=signin', 3)
  expect(read.length).toBe((await trail({ kind: 'signin' })).length)
  expect(read.length).toBeGreaterThan(6)
  const written = await here.sql<{ event: string }[]>`select distinct event from audit_log`
  for (const { event } of written) expect((await trail({ kind: kindOf(event), event })).length).toBeGreaterThan(0)
  expect(written.map(({ event }) => event).filter((event) => !(event in eventWords))).toEqual([])
})

test('a hundred writers at once, of changes, refusals and logins, leave one unbroken chain', async () => {
  const { developer, project_manager: manager } = here.world.people
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      n % 3 === 0
        ? createTask(manager.ctx, { project: 'DURA', title: `Task ${n}` })
        : n % 3 === 1
          ? signIn(request(`198.51.100.${n}`), { email: developer.email, password: worldPassword }, 'browser')
          : client(developer.token)('GET', '/organizations/acme/audit').then(() => undefined),
    ),
  )
  await notesWritten({ all: true })
  const { entries, broken } = await verifyAudit(owner().ctx, {})
  expect(broken).toBeNull()
  expect(entries).toBeGreaterThan(100)
  const [{ count } = { count: 0 }] = await here.sql`select count(*)::int from audit_log a
    join organizations o on o.id = a.organization_id where o.slug = 'acme'`
  expect(entries).toBe(count)
})
