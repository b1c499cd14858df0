import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { systemContext } from '@/lib/core/system'
import { closePool } from '@/lib/core/transaction'
import { runImport } from '@/lib/imports/commands/run-import'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import type { EventFacts } from '@/lib/notifications/reasons'
import { client, lists, readAll } from './testing'
import { buildWorld, type World } from './world'

let database: TestDatabase
let sql: postgres.Sql
let world: World
let importId: string
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2 })
  world = await buildWorld()
  await fill()
  // The lists of the platform are read by whoever runs it.
  await sql`update users set platform_admin = true where email = ${world.people.owner.email}`
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

const asOwner: ReturnType<typeof client> = (method, path, ...rest) =>
  client(world.people.owner.token)(method, path.replace('{org}', world.slug), ...rest)
const base = '/organizations/{org}'
const euro = (amount: number) => ({ amount, currency: 'EUR' })
const numbers = [1, 2, 3, 4, 5]

/** At least five of everything that is listed. */
async function fill() {
  const { token, ctx } = world.people.owner
  const contactIds: string[] = []
  for (const n of numbers) {
    // Names that differ in case only, and one title for all, so that order needs its second key.
    await asOwner('POST', `${base}/clients`, { name: n % 2 ? 'same name' : 'Same Name' })
    await asOwner('POST', `${base}/exports`, { list: 'members', format: 'csv' })
    await asOwner('POST', `${base}/leads`, { company: 'Same company', followUpOn: n % 2 ? '2026-12-01' : null })
    const unwanted = await asOwner('POST', `${base}/leads`, { company: 'Unwanted' })
    await asOwner('DELETE', `${base}/leads/${unwanted.body.id}`)
    const contact = { name: 'Same Name', email: `c${n}@dura.test` }
    contactIds.push((await asOwner('POST', `${base}/clients/${world.client.id}/contacts`, contact)).body.id)
    const project = { title: 'Same title', clientId: world.client.id, cost: euro(1_000) }
    await asOwner('POST', `${base}/projects`, project)
    const payment = { amount: euro(n), method: 'CASH', reference: 'till', paidOn: '2026-09-01' }
    await asOwner('POST', `${base}/projects/WAIT/payments`, payment)
    const task = { title: 'Same task', dueOn: n % 2 ? '2026-12-01' : null, labels: ['a', 'b'] }
    await asOwner('POST', `${base}/projects/DURA/tasks`, task)
    await asOwner('POST', `${base}/tasks/DURA-1/comments`, { body: 'Same words' })
    await asOwner('POST', `${base}/projects/DURA/tickets`, { title: 'Same ticket' })
    await asOwner('POST', `${base}/tickets/SUP-1/comments`, { body: 'Same words' })
    await asOwner('POST', `${base}/projects/DURA/comments`, { body: 'Same words' })
    for (const on of ['tasks/DURA-1', 'tickets/SUP-1']) await attach(on)
    const organization = { name: `More ${n}`, slug: `more-${n}`, contactEmail: `more-${n}@x.test` }
    await client(token)('POST', '/organizations', organization)
    await asOwner('POST', `${base}/teams`, { name: `Team ${n}` })
    const role = (await asOwner('GET', `${base}/roles`)).body.items[0]
    await asOwner('POST', `${base}/invitations`, { email: `guest${n}@x.test`, roleIds: [role.id] })
  }
  await asOwner('PUT', `${base}/projects/DURA/shares`, { contactIds })
  for (const rows of ['Title\nFine\n', ...numbers.map((n) => `Title,Due date\nBad,${n}\nWorse,never\nFine,\n`)]) {
    const options = { raw: rows, headers: { 'content-type': 'text/csv' } }
    const uploaded = (await asOwner('POST', `${base}/projects/DURA/imports`, undefined, options)).body
    importId = uploaded.id
    const start = { mapping: uploaded.mapping, mode: 'KEEP_GOOD_ROWS' }
    await asOwner('POST', `${base}/projects/DURA/imports/${uploaded.id}/start`, start)
    await runImport(ctx, { project: world.projects.active.id, import: uploaded.id })
  }
  await deliver()
}

async function attach(on: string) {
  const form = new FormData()
  form.set('file', new File(['Same content'], 'same name.txt'))
  const whole = new Response(form)
  const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
  await asOwner('POST', `${base}/${on}/attachments`, undefined, { raw: await whole.arrayBuffer(), headers })
}

/** What the job does with every event of the outbox. */
async function deliver() {
  const { organization } = world.people.owner.ctx
  const system = await systemContext(organization.id, 'test')
  const events = await sql<EventFacts[]>`select id as "eventId", organization_id as "organizationId", type,
    subject_type as "subjectType", subject_id as "subjectId", project_id as "projectId", task_id as "taskId",
    ticket_id as "ticketId", actor_member_id as "actorMemberId", payload from outbox where organization_id = ${organization.id}`
  for (const event of events) {
    await deliverNotifications(system, event)
    // So that each stands for itself, not for a burst.
    await sql`update notifications set created_at = created_at - interval '11 minutes'`
  }
}

describe('every list', () => {
  test('is known', () => {
    expect(lists.map(({ name }) => name).sort()).toEqual([
      'access.readers',
      'attachments.listOfProject',
      'attachments.listOfTask',
      'attachments.listOfTicket',
      'audit.list',
      'bin.list',
      'clients.activity',
      'clients.list',
      'comments.list',
      'comments.listOfProject',
      'comments.listOfTicket',
      'exports.list',
      'history.members',
      'history.readers',
      'imports.errors',
      'imports.list',
      'invitations.list',
      'leads.list',
      'members.list',
      'notifications.list',
      'organizations.list',
      'payments.list',
      'payments.listOfProject',
      'platform.log',
      'platform.organizationList',
      'platform.userList',
      'projects.list',
      'projects.shares',
      'roles.list',
      'tasks.activity',
      'tasks.list',
      'tasks.listOfProject',
      'teams.list',
      'tickets.list',
    ])
  })

  // Asked when the lists are filled.
  const queriesNow = (now = new Date().toISOString()): Record<string, string> => ({
    'access.readers': '?type=task&id=DURA-1',
    'history.members': `?as_of=${now}`,
    'history.readers': `?as_of=${now}&of=project&project=DURA`,
  })
  test.each(lists.map(({ name, path }) => [name, path]))('%s is read part by part to its end', async (name, path) => {
    const reader = name === 'notifications.list' ? client(world.people.verifier.token) : asOwner
    const project = name.startsWith('payments') ? 'WAIT' : 'DURA'
    const at = path
      .replace('{project}', project)
      .replace('{task}', 'DURA-1')
      .replace('{ticket}', 'SUP-1')
      .replace('{client}', world.client.id)
      .replace('{import}', importId)
      .replace('{org}', world.slug)
      .concat(queriesNow()[name] ?? '')
    const whole = (await reader('GET', `${at}${at.includes('?') ? '&' : '?'}limit=100`)).body
    expect(whole.items.length, `${name} has something to page through`).toBeGreaterThanOrEqual(
      name === 'imports.errors' ? 2 : 5,
    )
    for (const limit of [1, 2, 3, whole.items.length]) {
      // Hundreds of rows, one by one, would show nothing more.
      if (whole.nextCursor && limit === 1) continue
      const read = await readAll(reader, at, limit)
      expect(read.slice(0, whole.items.length), `${name} by ${limit}`).toEqual(whole.items)
    }
  })

  test.each(['number', 'board', 'due'])('of tasks keeps the order by %s over its parts', async (order) => {
    const path = `${base.replace('{org}', world.slug)}/projects/DURA/tasks?order=${order}`
    const whole = (await asOwner('GET', `${path}&limit=100`)).body.items
    expect(await readAll(asOwner, path, 4)).toEqual(whole)
  })
})
