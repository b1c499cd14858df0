import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { type Client, client } from './testing'
import { buildWorld, type RoleKey, type World } from './world'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const as = (role: RoleKey): Client => {
  const call = client(world.people[role].token)
  return (method, path, ...rest) => call(method, `/organizations/${world.slug}${path}`, ...rest)
}
const password = 'a long password for a program'
const euro = (amount: number) => ({ amount, currency: 'EUR' })

describe('a program', () => {
  test('registers, gets tokens, refreshes them, and ends its session', async () => {
    const stranger = client()
    const email = 'ada@initech.test'
    const organization = { name: 'Initech', slug: 'initech' }
    expect(await stranger('POST', '/auth/register', { name: 'Ada', email, password, organization })).toMatchObject({
      status: 201,
      body: { email },
    })
    const first = await stranger('POST', '/auth/token', { email, password })
    expect(first).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 900 } })

    const ada = client(first.body.accessToken)
    expect((await ada('GET', '/me')).body).toMatchObject({ email, organizations: [{ slug: 'initech', owner: true }] })
    expect((await ada('GET', '/organizations/initech')).body).toMatchObject({ slug: 'initech', me: { owner: true } })

    const second = await stranger('POST', '/auth/token/refresh', { refreshToken: first.body.refreshToken })
    expect(second.status).toBe(200)
    expect((await client(second.body.accessToken)('POST', '/auth/logout')).status).toBe(204)
    expect((await ada('GET', '/me')).status).toBe(401)
    expect((await ada('GET', '/organizations/initech')).status).toBe(401)
  })

  test('whose refresh token comes a second time loses the whole family', async () => {
    const call = client()
    const { email } = world.people.member
    const first = (await call('POST', '/auth/token', { email, password: 'correct horse battery staple' })).body
    const second = (await call('POST', '/auth/token/refresh', { refreshToken: first.refreshToken })).body
    const again = await call('POST', '/auth/token/refresh', { refreshToken: first.refreshToken })
    expect(again).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
    expect((await call('POST', '/auth/token/refresh', { refreshToken: second.refreshToken })).status).toBe(401)
    expect((await client(second.accessToken)('GET', '/me')).status).toBe(401)
  })

  test('founds another organization and finds it in its list', async () => {
    const call = client(world.people.support.token)
    const made = await call('POST', '/organizations', {
      name: 'Second',
      slug: 'second',
      contactEmail: 'hi@second.test',
    })
    expect(made).toMatchObject({ status: 201, body: { slug: 'second', me: { owner: true } } })
    expect(made.headers.get('location')).toBe('/api/v1/organizations/second')
    const slugs = (await call('GET', '/organizations')).body.items.map((item: { slug: string }) => item.slug)
    expect(slugs).toEqual(['acme', 'second'])
  })
})

describe('from sale to work', () => {
  test('a verified payment of somebody else makes the project active and lets work start', async () => {
    const [sales, verifier, manager, developer] = [
      as('salesperson'),
      as('verifier'),
      as('project_manager'),
      as('developer'),
    ]
    const made = await sales('POST', '/clients', {
      name: 'Mesos Ltd',
      contacts: [{ name: 'Mia', email: 'mia@mesos.test' }],
    })
    expect(made).toMatchObject({ status: 201, body: { name: 'Mesos Ltd', version: 1, contacts: [{ name: 'Mia' }] } })
    expect(made.headers.get('location')).toBe(`/api/v1/organizations/acme/clients/${made.body.id}`)

    const project = await sales('POST', '/projects', {
      title: 'Mesos migration',
      key: 'MESOS',
      clientId: made.body.id,
      cost: euro(200_000),
      discount: { percent: 10 },
      taxRate: 19,
      requiredShare: 30,
      managerId: world.people.project_manager.memberId,
    })
    expect(project).toMatchObject({
      status: 201,
      body: {
        key: 'MESOS',
        status: 'DRAFT',
        unlocked: false,
        budget: { discount: { amount: 20_000, percent: 10 }, net: euro(214_200), required: euro(64_260) },
      },
    })

    const staff = await as('owner')('PUT', '/projects/MESOS/staff', {
      managerId: world.people.project_manager.memberId,
      memberIds: [world.people.developer.memberId],
    })
    expect(staff).toMatchObject({ status: 200, body: { members: [{ id: world.people.developer.memberId }] } })
    const task = await manager('POST', '/projects/MESOS/tasks', {
      title: 'First step',
      assigneeId: world.people.developer.memberId,
    })
    expect(task).toMatchObject({ status: 201, body: { key: 'MESOS-1', status: 'TODO', version: 1 } })
    const early = await developer('PATCH', '/tasks/MESOS-1', { version: 1, status: 'IN_PROGRESS' })
    expect(early).toMatchObject({ status: 409, body: { code: 'PAYMENT_REQUIRED' } })

    const payment = await sales('POST', `/projects/${project.body.id}/payments`, {
      amount: euro(64_260),
      method: 'BANK_TRANSFER',
      reference: 'TR-77',
      paidOn: '2026-09-02',
    })
    expect(payment).toMatchObject({ status: 201, body: { status: 'PENDING', project: { status: 'AWAITING_PAYMENT' } } })
    const queue = (await verifier('GET', '/payments?status=PENDING')).body.items
    expect(queue.map((item: { id: string }) => item.id)).toContain(payment.body.id)
    const decided = await verifier('POST', `/payments/${payment.body.id}/decision`, { decision: 'VERIFIED' })
    expect(decided).toMatchObject({ status: 200, body: { status: 'VERIFIED', projectActivated: true } })
    expect((await sales('GET', '/projects/mesos')).body).toMatchObject({ status: 'ACTIVE', unlocked: true })

    const moved = await developer('PATCH', '/tasks/MESOS-1', { version: 1, status: 'IN_PROGRESS' })
    expect(moved).toMatchObject({ status: 200, body: { status: 'IN_PROGRESS', version: 2 } })
    const board = (await manager('GET', '/projects/MESOS/board')).body
    expect(board.columns.map((column: { count: number }) => column.count)).toEqual([0, 1, 0])
    const comment = await developer('POST', '/tasks/MESOS-1/comments', { body: '**On it**' })
    expect(comment).toMatchObject({ status: 201, body: { html: expect.stringContaining('<strong>'), shared: false } })
  })

  test('nobody decides about their own payment, and a decision is made once', async () => {
    const owner = as('owner')
    const own = await owner('POST', '/projects/WAIT/payments', {
      amount: euro(100),
      method: 'CASH',
      reference: 'till',
      paidOn: '2026-09-03',
    })
    const decide = { decision: 'REJECTED', reason: 'Not ours' }
    expect(await owner('POST', `/payments/${own.body.id}/decision`, decide)).toMatchObject({
      status: 403,
      body: { code: 'FOUR_EYES' },
    })
    expect((await as('verifier')('POST', `/payments/${own.body.id}/decision`, decide)).status).toBe(200)
    expect(await as('verifier')('POST', `/payments/${own.body.id}/decision`, decide)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_DECIDED' },
    })
  })

  test('what is deleted is gone, and comes back when it is restored', async () => {
    const manager = as('project_manager')
    const { body } = await manager('POST', '/projects/DURA/tasks', { title: 'Here today' })
    expect((await manager('DELETE', `/tasks/${body.key}`)).status).toBe(204)
    expect((await manager('GET', `/tasks/${body.key}`)).status).toBe(404)
    expect(await manager('POST', `/tasks/${body.key}/restore`)).toMatchObject({ status: 200, body: { id: body.id } })
    expect((await manager('GET', `/tasks/${body.key}`)).status).toBe(200)
  })

  test('a project is shared with contacts, who then see it and only it', async () => {
    const { contactId } = world.client
    const shared = await as('salesperson')('PUT', '/projects/WAIT/shares', { contactIds: [contactId] })
    expect(shared).toMatchObject({ status: 200, body: { items: [{ id: contactId, hasLogin: true }] } })
    expect((await as('client')('GET', '/projects/WAIT')).status).toBe(200)
    await as('salesperson')('PUT', '/projects/WAIT/shares', { contactIds: [] })
    expect((await as('client')('GET', '/projects/WAIT')).status).toBe(404)
    expect((await as('client')('GET', '/projects/WAIT/shares')).status).toBe(403)
  })

  test('a client reads shared comments only, and writes nothing but shared ones', async () => {
    const path = `/tasks/${world.tasks.assigned.key}/comments`
    const bodies = (await as('client')('GET', path)).body.items.map((item: { body: string }) => item.body)
    expect(bodies).toEqual(['For the client too'])
    expect((await as('client')('POST', path, { body: 'Thanks' })).body).toMatchObject({ shared: true })
    expect((await as('client')('GET', `/comments/${world.comments.internal}`)).status).toBe(404)
  })

  test('the proof of a payment comes as the file it is', async () => {
    const path = `/payments/${world.payments.verified}/proof`
    const saved = await as('verifier')('GET', path)
    expect(saved.status).toBe(200)
    expect(Object.fromEntries(saved.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': `attachment; filename="transfer.png"; filename*=UTF-8''transfer.png`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect([...saved.body.slice(1, 4)]).toEqual([...Buffer.from('PNG')])
    const shown = await as('verifier')('GET', `${path}?inline=1`)
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    expect((await as('developer')('GET', path)).status).toBe(404)
  })
})

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'order-4711' }

  test('does a repeated write once and gives the answer of the first', async () => {
    const sales = as('salesperson')
    const [first, second] = await Promise.all([
      sales('POST', '/clients', { name: 'Once only' }, { headers }),
      sales('POST', '/clients', { name: 'Once only' }, { headers }),
    ])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).toBe(first.body.id)
    expect((await sales('GET', '/clients?q=once')).body.items).toHaveLength(1)
  })

  test('that came with another request is refused', async () => {
    const reused = await as('salesperson')('POST', '/clients', { name: 'Another' }, { headers })
    expect(reused).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
    const odd = await as('salesperson')('POST', '/clients', { name: 'X' }, { headers: { 'idempotency-key': 'a b' } })
    expect(odd).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } })
  })

  test('tells two uploads of different files apart', async () => {
    const key = { 'idempotency-key': 'upload-1', 'content-type': 'text/csv' }
    const send = (raw: string) =>
      as('project_manager')('POST', '/projects/DURA/imports', undefined, { headers: key, raw })
    const first = await send('Title\nOne\n')
    expect(first).toMatchObject({ status: 201, body: { totalRows: 1, status: 'UPLOADED' } })
    expect((await send('Title\nOne\n')).body.id).toBe(first.body.id)
    expect((await send('Title\nTwo\n')).status).toBe(409)
  })
})

describe('an import', () => {
  test('of a real export is uploaded, dry-run without a change, and started once', async () => {
    const manager = as('project_manager')
    const csv = await readFile(join(process.cwd(), '..', 'shared', 'data', 'issues', 'duracloud.csv'))
    const form = new FormData()
    form.set('file', new File([csv], 'duracloud.csv', { type: 'text/csv' }))
    const uploaded = await manager('POST', '/projects/DURA/imports', undefined, { raw: form })
    expect(uploaded).toMatchObject({
      status: 201,
      body: { fileName: 'duracloud.csv', totalRows: 666, status: 'UPLOADED', project: { key: 'DURA' } },
    })
    const path = `/projects/DURA/imports/${uploaded.body.id}`
    expect(uploaded.headers.get('location')).toBe(`/api/v1/organizations/acme${path}`)

    const before = (await manager('GET', '/projects/DURA')).body.tasks
    const tried = await manager('POST', `${path}/dry-run`, { mapping: uploaded.body.mapping })
    expect(tried).toMatchObject({ status: 200, body: { totalRows: 666, goodRows: 666, badRows: 0 } })
    expect((await manager('GET', '/projects/DURA')).body.tasks).toEqual(before)

    const start = { mapping: uploaded.body.mapping, mode: 'KEEP_GOOD_ROWS' }
    expect(await manager('POST', `${path}/start`, start)).toMatchObject({ status: 200, body: { status: 'RUNNING' } })
    expect(await manager('POST', `${path}/start`, start)).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_STARTED' },
    })
    expect((await manager('GET', `${path}/errors`)).body).toEqual({ items: [], nextCursor: null })
  })

  test('of what is no CSV is refused at the file', async () => {
    const call = as('project_manager')
    const form = new FormData()
    form.set('file', new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34])], 'x.csv'))
    expect(await call('POST', '/projects/DURA/imports', undefined, { raw: form })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'file' }] },
    })
    const empty = await call('POST', '/projects/DURA/imports', undefined, { raw: new FormData() })
    expect(empty).toMatchObject({ status: 400 })
    expect(await call('POST', '/projects/DURA/imports', { file: 'x' })).toMatchObject({ status: 415 })
  })
})
