import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { Resend } from 'resend'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { type Mailbox, startMailbox } from './server'

const apiKey = 're_local_test'
const webhookSecret = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
let database: TemporaryDatabase
let mailbox: Mailbox
let api: Server
let app: Server
let base: string
let resend: Resend
let received: { payload: string; headers: IncomingMessage['headers'] }[] = []
let refuse = 0

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function until<T>(find: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const deadline = Date.now() + 15_000; ; ) {
    const found = await find()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise((next) => setTimeout(next, 20))
  }
}

beforeAll(async () => {
  database = await temporaryDatabase()
  app = createServer(async (req, res) => {
    let payload = ''
    for await (const chunk of req) payload += chunk
    if (refuse > 0) {
      refuse--
      return res.writeHead(503).end()
    }
    received.push({ payload, headers: req.headers })
    res.writeHead(204).end()
  })
  const webhookUrl = `${await listen(app)}/api/webhooks/resend`
  mailbox = await startMailbox({ databaseUrl: database.url, apiKey, webhookUrl, webhookSecret })
  api = createServer(async (req, res) => {
    if (!(await mailbox.handle(req, res))) res.writeHead(418).end()
  })
  base = await listen(api)
  resend = new Resend(apiKey, { baseUrl: base })
})
afterAll(async () => {
  await mailbox.stop()
  for (const server of [api, app]) server.close()
  await database.drop()
})
beforeEach(() => {
  received = []
  refuse = 0
})

const hello = {
  from: 'Lobby <no-reply@lobby.test>',
  to: 'ann@acme.test',
  subject: 'Hi',
  text: 'Hello',
  html: '<b>Hello</b>',
}

async function show(path: string) {
  const response = await fetch(base + path, { headers: { authorization: `Bearer ${apiKey}` } })
  return { status: response.status, body: await response.json() }
}

async function send(...args: Parameters<Resend['emails']['send']>): Promise<string> {
  const { data, error } = await resend.emails.send(...args)
  if (!data) throw new Error(error?.message)
  return data.id
}

function webhooksOf(id: string) {
  return received.map(({ payload }) => JSON.parse(payload)).filter((event) => event.data.email_id === id)
}

test('a mail that was sent can be retrieved, and is found newest first under its recipient', async () => {
  const first = await send({ ...hello, to: ['Bea <Bea@acme.test>'], subject: 'One' })
  const second = await send({ ...hello, to: 'someone@acme.test', cc: 'bea@acme.test', subject: 'Two' })
  const { data } = await resend.emails.get(first)
  expect(data).toMatchObject({
    id: first,
    from: hello.from,
    to: ['Bea <Bea@acme.test>'],
    subject: 'One',
    html: '<b>Hello</b>',
  })

  const newest = await show('/mailbox?to=bea@acme.test&limit=1')
  expect(newest.body.items).toMatchObject([{ id: second, subject: 'Two', status: 'delivered' }])
  const next = await show(`/mailbox?to=bea@acme.test&limit=1&cursor=${newest.body.nextCursor}`)
  expect(next.body).toMatchObject({ items: [{ id: first }], nextCursor: null })
})

test('attachments, headers and tags arrive without losing a byte', async () => {
  const content = Buffer.from([0, 255, 10, 13, 1])
  const id = await send({
    ...hello,
    headers: { 'X-Entity-Ref-ID': '1' },
    tags: [{ name: 'kind', value: 'welcome' }],
    attachments: [{ filename: 'prüfung.bin', content, contentType: 'application/x-test', contentId: 'logo' }],
  })
  const { body } = await show(`/mailbox/${id}`)
  expect(body).toMatchObject({
    headers: { 'X-Entity-Ref-ID': '1' },
    tags: [{ name: 'kind', value: 'welcome' }],
    attachments: [
      { position: 0, filename: 'prüfung.bin', contentType: 'application/x-test', contentId: 'logo', size: 5 },
    ],
  })
  const file = await fetch(`${base}/mailbox/${id}/attachments/0`, { headers: { authorization: `Bearer ${apiKey}` } })
  expect(Buffer.from(await file.arrayBuffer())).toEqual(content)
  expect(file.headers.get('content-disposition')).toContain("filename*=UTF-8''pr%C3%BCfung.bin")
})

test('the same idempotency key sends once, also when two calls race', async () => {
  const key = { idempotencyKey: 'welcome/1' }
  const id = await send({ ...hello, to: 'once@acme.test' }, key)
  expect(await send({ ...hello, to: 'once@acme.test' }, key)).toBe(id)
  const race = await Promise.all(
    Array.from({ length: 8 }, () =>
      resend.emails.send({ ...hello, to: 'race@acme.test' }, { idempotencyKey: 'race/1' }),
    ),
  )
  expect(new Set(race.flatMap(({ data }) => data?.id ?? [])).size).toBe(1)
  for (const { error } of race) if (error) expect(error.name).toBe('concurrent_idempotent_requests')
  expect((await show('/mailbox?to=once@acme.test')).body.items).toHaveLength(1)
  expect((await show('/mailbox?to=race@acme.test')).body.items).toHaveLength(1)
})

test('an idempotency key with another body is a conflict, and free again after a day', async () => {
  const key = { idempotencyKey: 'reused' }
  await send(hello, key)
  const { error } = await resend.emails.send({ ...hello, subject: 'Other' }, key)
  expect(error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
  const sql = postgres(database.url, { max: 1 })
  await sql`update mailbox.idempotency set created_at = now() - interval '25 hours' where key = 'reused'`
  await sql.end()
  expect(await send({ ...hello, subject: 'Other' }, key)).toBeTypeOf('string')
})

test('a batch is kept whole or not at all', async () => {
  const mails = [1, 2, 3].map((n) => ({ ...hello, to: 'batch@acme.test', subject: `Mail ${n}` }))
  const { data } = await resend.batch.send(mails)
  expect(data?.data).toHaveLength(3)
  const { error } = await resend.batch.send([...mails, { ...hello, to: 'not an address' }])
  expect(error).toMatchObject({
    statusCode: 422,
    name: 'validation_error',
    message: expect.stringContaining('emails[3].to'),
  })
  expect((await show('/mailbox?to=batch@acme.test')).body.items).toHaveLength(3)
})

test.each([
  [{ from: 'nobody' }, 'validation_error', 'from'],
  [{ to: [] }, 'validation_error', 'to'],
  [{ subject: undefined }, 'missing_required_field', 'subject'],
  [{ html: undefined, text: undefined }, 'validation_error', 'html'],
  [{ scheduledAt: 'when pigs fly' }, 'validation_error', 'scheduled_at'],
])('a mail with %j is refused by name', async (change, name, field) => {
  const { error } = await resend.emails.send({ ...hello, ...change } as typeof hello)
  expect(error).toMatchObject({ statusCode: 422, name, message: expect.stringContaining(field) })
})

test('without the key nothing is said, not even whether a mail exists', async () => {
  expect((await fetch(`${base}/mailbox`)).status).toBe(401)
  const { error } = await new Resend('re_wrong', { baseUrl: base }).emails.send(hello)
  expect(error).toMatchObject({ statusCode: 401, name: 'invalid_api_key' })
  expect((await show('/mailbox/not-an-id')).status).toBe(404)
  expect((await fetch(`${base}/somewhere`)).status).toBe(418)
})

test.each([
  ['ann@acme.test', ['email.sent', 'email.delivered']],
  ['bounce@acme.test', ['email.sent', 'email.bounced']],
  ['complain@acme.test', ['email.sent', 'email.complained']],
])('a mail to %s is reported by signed webhooks', async (to, types) => {
  const id = await send({ ...hello, to })
  const events = await until(() => (webhooksOf(id).length === 2 ? webhooksOf(id) : undefined))
  expect(events.map((event) => event.type)).toEqual(types)
  for (const { payload, headers } of received) {
    const verify = (text: string) =>
      resend.webhooks.verify({
        payload: text,
        headers: {
          id: headers['svix-id'] as string,
          timestamp: headers['svix-timestamp'] as string,
          signature: headers['svix-signature'] as string,
        },
        webhookSecret,
      })
    expect(verify(payload)).toMatchObject({ type: expect.stringMatching(/^email\./) })
    expect(() => verify(payload.replace('email.', 'eMail.'))).toThrow()
  }
})

test('a webhook that the app refuses is tried again with the same id', async () => {
  refuse = 2
  const id = await send({ ...hello, to: 'retry@acme.test' })
  const events = await until(() => (webhooksOf(id).length === 2 ? webhooksOf(id) : undefined))
  expect(new Set(events.map((event) => event.type))).toEqual(new Set(['email.sent', 'email.delivered']))
  const { body } = await until(async () => {
    const shown = await show(`/mailbox/${id}`)
    return shown.body.webhooks.every((one: { deliveredAt: string | null }) => one.deliveredAt) ? shown : undefined
  })
  expect(body.webhooks.reduce((sum: number, one: { attempts: number }) => sum + one.attempts, 0)).toBe(4)
})

test('a scheduled mail waits for its time, and never goes out once it is canceled', async () => {
  const soon = await send({ ...hello, scheduledAt: new Date(Date.now() + 1000).toISOString() })
  const later = await send({ ...hello, scheduledAt: 'in 1 min' })
  expect((await show(`/mailbox/${later}`)).body.status).toBe('scheduled')
  expect((await resend.emails.cancel(later)).data).toMatchObject({ object: 'email', id: later })
  expect((await resend.emails.cancel(later)).error).toMatchObject({ statusCode: 422 })
  await until(async () => ((await show(`/mailbox/${soon}`)).body.status === 'delivered' ? true : undefined))
  expect((await show(`/mailbox/${later}`)).body.status).toBe('canceled')
})

test('two mailboxes on one database start together and report each delivery once', async () => {
  const url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`
  const options = { databaseUrl: database.url, apiKey, webhookUrl: url, webhookSecret }
  const others = await Promise.all([startMailbox(options), startMailbox(options)])
  const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => send({ ...hello, to: `many${n}@acme.test` })))
  await until(() => (ids.every((id) => webhooksOf(id).length >= 2) ? true : undefined))
  for (const other of others) await other.stop()
  for (const id of ids) expect(webhooksOf(id)).toHaveLength(2)
})
