import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { handle } from './handle'
import { type Answer, client, type Method, type SendOptions } from './testing'
import { buildWorld, type RoleKey, type World } from './world'

let database: TestDatabase
let world: World
let neighbour: World
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
  neighbour = await buildWorld('globex')
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const ask = (role: RoleKey, method: Method, path: string, body?: unknown, options?: SendOptions) =>
  client(world.people[role].token)(method, `/organizations/${world.slug}${path}`, body, options)
const json = { 'content-type': 'application/json' }
const absent = '01990000-0000-7000-8000-000000000000'

/** What must not differ between two refusals. */
const words = ({ status, body: { requestId: _, ...problem } }: Answer) => ({ status, problem })

describe('a body', () => {
  test('that is no JSON answers BAD_JSON', async () => {
    for (const raw of ['{', 'null{', '{"name": "\xff"', "{'name': 1}"])
      expect(await ask('owner', 'POST', '/clients', undefined, { raw, headers: json })).toMatchObject({
        status: 400,
        body: { code: 'BAD_JSON' },
      })
    const latin = new Uint8Array([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xe4, 0x22, 0x7d])
    expect(await ask('owner', 'POST', '/clients', undefined, { raw: latin, headers: json })).toMatchObject({
      body: { code: 'BAD_JSON' },
    })
  })

  test('that is no object is refused as a whole', async () => {
    for (const raw of ['[]', 'null', '"text"', '7'])
      expect(await ask('owner', 'POST', '/clients', undefined, { raw, headers: json })).toMatchObject({
        status: 400,
        body: { code: 'INVALID', errors: [{ path: '' }] },
      })
  })

  test('with unknown fields names each of them, also inside and also those of the path', async () => {
    const body = { name: 'X', colour: 'red', contacts: [{ name: 'Y', shoe: 43 }] }
    const unknown = await ask('owner', 'POST', '/clients', body)
    expect(unknown.status).toBe(400)
    expect(unknown.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'colour', code: 'unknown_field' }),
        expect.objectContaining({ path: 'contacts.0.shoe', code: 'unknown_field' }),
      ]),
    )
    expect(
      await ask('owner', 'PATCH', `/clients/${world.client.id}`, { client: absent, version: 1, name: 'Other' }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'client', code: 'unknown_field' }] } })
    const proto = { raw: '{"name":"X","__proto__":{"admin":true}}', headers: json }
    expect(await ask('owner', 'POST', '/clients', undefined, proto)).toMatchObject({ status: 400 })
  })

  test('with wrong values says what is wrong at each field and changes nothing', async () => {
    const wrong = await ask('salesperson', 'POST', '/projects', {
      title: '',
      clientId: world.client.id,
      cost: { amount: 1.5, currency: 'EURO' },
      startsOn: '2026-09-10',
      dueOn: 'tomorrow',
    })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID' } })
    const paths = wrong.body.errors.map((error: { path: string }) => error.path)
    expect(paths).toEqual(expect.arrayContaining(['title', 'cost.amount', 'cost.currency', 'dueOn']))
    const foreign = { title: 'X', clientId: neighbour.client.id, cost: { amount: 1, currency: 'EUR' } }
    expect(await ask('salesperson', 'POST', '/projects', foreign)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'clientId' }] },
    })
    expect((await ask('owner', 'GET', '/projects')).body.items).toHaveLength(2)
  })

  test('of another type answers 415', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        await ask('owner', 'POST', '/clients', undefined, { raw: '{"name":"X"}', headers: { 'content-type': type } }),
      ).toMatchObject({ status: 415, body: { code: 'UNSUPPORTED_MEDIA_TYPE' } })
  })

  test('that is too large answers 413, with or without a Content-Length', async () => {
    const raw = JSON.stringify({ name: 'X', notes: 'n'.repeat(1024 * 1024) })
    expect(await ask('owner', 'POST', '/clients', undefined, { raw, headers: json })).toMatchObject({
      status: 413,
      body: { code: 'TOO_LARGE' },
    })
    const claimed = { raw: '{}', headers: { ...json, 'content-length': '99999999' } }
    expect((await ask('owner', 'POST', '/clients', undefined, claimed)).status).toBe(413)

    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const request = new Request(`http://localhost/api/v1/organizations/${world.slug}/clients`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.people.owner.token}`, ...json },
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await handle(request)).status).toBe(413)
    expect(sent).toBeLessThan(2 * 1024 * 1024)
  })

  test('of a payment may carry a proof, but no more than 15 MB', async () => {
    const payment = (size: number) => ({
      amount: { amount: 1, currency: 'EUR' },
      method: 'CASH',
      reference: 'x',
      paidOn: '2026-09-01',
      proof: { name: 'x.png', contentBase64: Buffer.alloc(size).toString('base64') },
    })
    const noImage = await ask('salesperson', 'POST', '/projects/WAIT/payments', payment(3 * 1024 * 1024))
    expect(noImage).toMatchObject({ status: 400, body: { errors: [{ path: 'proof' }] } })
    expect((await ask('salesperson', 'POST', '/projects/WAIT/payments', payment(12 * 1024 * 1024))).status).toBe(413)
  })
})

describe('a query string', () => {
  test('with an unknown, repeated or wrong parameter answers 400 at its name', async () => {
    const cases: [string, string, string][] = [
      ['/clients?colour=red', 'colour', 'unknown_field'],
      ['/clients?q=a&q=b', 'q', 'repeated'],
      ['/clients?limit=0', 'limit', 'too_small'],
      ['/projects?status=OPEN', 'status', 'invalid_value'],
      ['/clients?cursor=nonsense', 'cursor', 'invalid'],
      [`/projects/DURA/tasks?project=WAIT`, 'project', 'unknown_field'],
    ]
    for (const [path, at, code] of cases)
      expect(await ask('owner', 'GET', path), path).toMatchObject({
        status: 400,
        body: { errors: [{ path: at, code }] },
      })
    expect(await ask('owner', 'POST', '/clients?name=X', { name: 'X' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'name', code: 'unknown_field' }] },
    })
  })

  test('with a forged cursor or a NUL answers 400, not 500', async () => {
    const forged = Buffer.from(JSON.stringify(['x', 'not-an-id'])).toString('base64url')
    for (const path of [`/clients?cursor=${forged}`, `/tasks?cursor=${forged}`, '/clients?q=%00', '/tasks?q=%00'])
      expect((await ask('owner', 'GET', path)).status, path).toBe(400)
  })
})

describe('an address', () => {
  test('that is unknown answers 404, a known one with another method 405 with Allow', async () => {
    expect(await ask('owner', 'GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect((await client()('GET', '/')).status).toBe(404)
    const wrong = await ask('owner', 'PUT', `/clients/${world.client.id}`, {})
    expect(wrong).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } })
    expect(wrong.headers.get('allow')).toBe('GET, PATCH, DELETE')
  })

  test('with a malformed, absent or foreign id answers the same 404', async () => {
    const cases: [Method, (id: string) => string, string, unknown?][] = [
      ['GET', (id) => `/clients/${id}`, neighbour.client.id],
      ['PATCH', (id) => `/clients/${id}`, neighbour.client.id, { version: 1, name: 'X' }],
      ['DELETE', (id) => `/clients/${id}`, neighbour.client.id],
      ['GET', (id) => `/projects/${id}`, neighbour.projects.active.id],
      ['POST', (id) => `/projects/${id}/status`, neighbour.projects.active.id, { status: 'ON_HOLD', note: 'Rests' }],
      ['GET', (id) => `/projects/${id}/tasks`, neighbour.projects.active.id],
      ['GET', (id) => `/tasks/${id}`, neighbour.tasks.assigned.id],
      ['PATCH', (id) => `/tasks/${id}`, neighbour.tasks.assigned.id, { version: 1, title: 'X' }],
      ['GET', (id) => `/payments/${id}`, neighbour.payments.pending],
      ['POST', (id) => `/payments/${id}/decision`, neighbour.payments.pending, { decision: 'VERIFIED' }],
      ['DELETE', (id) => `/comments/${id}`, neighbour.comments.shared],
      ['DELETE', (id) => `/invitations/${id}`, neighbour.invitation],
    ]
    for (const [method, path, foreign, body] of cases) {
      const expected = words(await ask('admin', method, path(absent), body))
      expect(expected.status, `${method} ${path('…')}`).toBe(404)
      for (const id of [foreign, 'not-a-uuid', 'x', '%00', "'", '%E0%A4%A', 'x'.repeat(500), absent.slice(1)])
        expect(words(await ask('admin', method, path(id), body)), `${method} ${path(id)}`).toEqual(expected)
    }
  })

  test('of an organization that is absent, malformed or not one’s own answers the same 404', async () => {
    const call = client(world.people.owner.token)
    const expected = words(await call('GET', '/organizations/nobody-here'))
    expect(expected).toMatchObject({ status: 404, problem: { code: 'NOT_FOUND' } })
    for (const slug of [neighbour.slug, 'UPPER', '%00', 'a%2Fb', "x'--", 'x'.repeat(300), 'ä'])
      expect(words(await call('GET', `/organizations/${slug}`)), slug).toEqual(expected)
    expect(words(await call('POST', `/organizations/${neighbour.slug}/clients`, { nonsense: 1 }))).toEqual(expected)
  })
})

describe('a stale edit', () => {
  test('answers 409 with the record as the reader would get it now', async () => {
    const before = (await ask('owner', 'GET', `/clients/${world.client.id}`)).body
    const { version } = before
    await ask('owner', 'PATCH', `/clients/${world.client.id}`, { version, notes: 'first' })
    const late = await ask('owner', 'PATCH', `/clients/${world.client.id}`, { version, notes: 'second' })
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'STALE', current: { notes: 'first', version: version + 1 } },
    })
    expect(Object.keys(late.body.current).sort()).toEqual(Object.keys(before).sort())
  })
})
