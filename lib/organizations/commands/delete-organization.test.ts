import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { putObject } from '@/lib/integrations/storage'
import type { Facts } from '@/lib/rest/matrix-facts'
import { plant, plantLogin } from '@/lib/rest/matrix-plant'
import { matrixWorld } from '@/lib/rest/matrix-world'
import { type Jobs, startJobs } from '@/local/jobs/server'
import { type Mailbox, startMailbox } from '@/local/mailbox/server'
import { deleteExpired } from '../jobs'
import { deleteOrganization } from './delete-organization'

const [doomed, neighbour] = [matrixWorld('doomed').facts, matrixWorld('globex').facts]
const objects = new Map<string, Buffer>()
let database: TestDatabase
let sql: postgres.Sql
let bucket: Server
let vendors: Server
let away = false
let mailbox: Mailbox
let jobs: Jobs

const listen = async (server: Server) => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, connection: { session_replication_role: 'replica' } })
  bucket = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', 'http://bucket')
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (request.method === 'PUT') objects.set(url.pathname, Buffer.concat(parts))
    if (request.method === 'DELETE') objects.delete(url.pathname)
    const prefix = `/files/${url.searchParams.get('prefix')}`
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).slice(0, 2)
    response.end(keys.map((key) => `<Contents><Key>${key.slice('/files/'.length)}</Key></Contents>`).join(''))
  })
  vi.stubEnv('S3_ENDPOINT', await listen(bucket))
  for (const [name, value] of [
    ['BUCKET', 'files'],
    ['ACCESS_KEY_ID', 'key'],
    ['SECRET_ACCESS_KEY', 'secret'],
  ] as const)
    vi.stubEnv(`S3_${name}`, value)
  const {
    INNGEST_EVENT_KEY: eventKey = '',
    INNGEST_SIGNING_KEY: signingKey = '',
    RESEND_API_KEY: apiKey = '',
  } = process.env
  mailbox = await startMailbox({ databaseUrl: database.superuserUrl, apiKey })
  jobs = await startJobs({
    databaseUrl: database.superuserUrl,
    eventKey,
    signingKey,
    sdkUrl: 'http://127.0.0.1:1/none',
  })
  vendors = createServer(async (request, response) => {
    if (away) return response.writeHead(503).end()
    if (!(await mailbox.handle(request, response)) && !(await jobs.handle(request, response)))
      response.writeHead(404).end()
  })
  const base = await listen(vendors)
  vi.stubEnv('RESEND_BASE_URL', base)
  vi.stubEnv('INNGEST_BASE_URL', base)
  vi.stubEnv('LOBBY_EMBEDDED', 'jobs,mailbox')

  await forgetChecks()
  for (const facts of [doomed, neighbour]) await fill(facts)
})
afterAll(async () => {
  await Promise.all([mailbox.stop(), jobs.stop()])
  for (const server of [bucket, vendors]) server.close()
  vi.unstubAllEnvs()
  await closePool()
  await sql.end()
  await database.drop()
})

const samples: Record<string, (facts: Facts, at: number) => unknown> = {
  uuid: ({ tasks }, at) => tasks[at]?.id,
  timestamptz: () => new Date(),
  jsonb: ({ mark }) => ({ mark }),
  bytea: ({ mark }) => Buffer.from(mark),
  bool: () => false,
  int4: () => 1,
  int8: () => 1,
}

/** A row with something in every column that must have something; what it says is no matter here. */
async function anyRow(table: string, facts: Facts) {
  const columns = await sql<{ name: string; type: string }[]>`
    select a.attname as name, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${table}::regclass and a.attnum > 0 and a.attnotnull and not a.atthasdef and a.attname <> 'organization_id'`
  return Object.fromEntries(columns.map(({ name, type }, at) => [name, samples[type]?.(facts, at) ?? facts.mark]))
}

/** What a row may say is checked elsewhere; any row will do to be deleted. */
const forgetChecks = async () => {
  const checks = await sql<{ statement: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as statement
    from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0`
  for (const { statement } of checks) await sql.unsafe(statement)
}

/** Two planted organizations, with something in every table, in the storage and at the vendors. */
async function fill(facts: Facts) {
  const { id, mark, people } = facts
  const first = facts.tasks[0]?.id ?? ''
  await plant(sql, facts)
  for (const { userId } of people)
    if ((await sql`select 1 from users where id = ${userId}`).length === 0) await plantLogin(sql, userId)
  for (const { name, tenant } of await tables())
    if (tenant && (await sql`select 1 from ${sql(name)} where organization_id = ${id} limit 1`).length === 0)
      await sql`insert into ${sql(name)} ${sql({ organization_id: id, ...(await anyRow(name, facts)) } as never)}`
  const subject = { subject_type: 'organization', subject_id: id }
  const told = {
    ...subject,
    subject_name: `Organization ${mark}`,
    actor_name: 'Sue',
    reason: mark,
    event: 'organization.archived',
  }
  await sql`insert into platform_audit ${sql({ ...told, after: { slug: facts.slug } as never })}`
  await sql`insert into platform_outbox ${sql({ ...subject, type: 'organization.archived', payload: { mark } as never })}`
  await sql`insert into rate_limits ${sql({ key: `mail:invitation:${id}:${first}`, points: 1 })}`
  for (const name of ['one', 'two', 'three']) await putObject(`${id}/${name}`, Buffer.from(mark))
  const event = JSON.stringify({ name: 'lobby/task.created', data: { organizationId: id, mark } })
  await sql`insert into jobs.events ${sql({ id: `E${mark}`, name: 'lobby/task.created', payload: event })}`
  await sql`insert into jobs.runs ${sql({ id: `R${mark}`, function_id: 'notify', status: 'Completed', event_ids: [`E${mark}`], events: `[${event}]` })}`
  await sql`insert into jobs.runs ${sql({ id: `C${first}`, function_id: 'digest-clock', status: 'Completed', event_ids: [], events: '[]', ended_at: new Date() })}`
  await sql`insert into jobs.steps ${sql({ run_id: `C${first}`, id: 's', name: `organization ${id}`, op: 'StepRun' })}`
  await sql`insert into mailbox.mail ${sql({ id: first, sender: 'l@l.test', to: ['a@b.test'], cc: [], bcc: [], reply_to: [], recipients: [], subject: `Task in ${mark}`, headers: {} as never, tags: [{ name: 'organization', value: id }] as never, last_event: 'delivered' })}`
}

type Table = { name: string; tenant: boolean }
const tables = () => sql<Table[]>`
  select c.oid::regclass::text as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and a.attnotnull) as tenant
  from pg_class c where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'jobs', 'mailbox') order by 1`

/** Every row of the database that names an organization in any way, by its table. */
async function traces({ id, slug, mark, people }: Facts): Promise<string[]> {
  const found: string[] = []
  const named = `${id}|${mark}|\\m${slug}\\M|${people.map((person) => person.id).join('|')}`
  for (const { name } of await tables()) {
    const [row] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${name} t where t::text ~ $1`, [
      named,
    ])
    if (row?.n) found.push(name)
  }
  return [...found, ...[...objects].flatMap(([key, bytes]) => (`${key} ${bytes}`.includes(id) ? [key] : []))]
}

/** A hash of everything that is of an organization, table by table. */
async function bytesOf({ id, mark }: Facts): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const { name, tenant } of await tables()) {
    const own = tenant ? `organization_id = '${id}'` : `t::text like '%${id}%' or t::text like '%${mark}%'`
    const [row] = await sql.unsafe<{ hash: string }[]>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t where ${own}`,
    )
    hashes[name] = row?.hash ?? ''
  }
  for (const [key, bytes] of objects) if (key.includes(id)) hashes[key] = bytes.toString('hex')
  return hashes
}

const archive = ({ id }: Facts, days: number) =>
  sql`update organizations set archived_at = now() - make_interval(days => ${days}), archived_by = 'owner' where id = ${id}`

test('nothing is deleted before its thirty days are over, whoever asks', async () => {
  await expect(deleteOrganization(doomed.id)).rejects.toMatchObject({ status: 409 })
  await archive(doomed, 29)
  expect(await deleteExpired()).toEqual({ deleted: 0 })
  await expect(deleteOrganization(doomed.id)).rejects.toMatchObject({ problem: { code: 'NOT_EXPIRED' } })
  const app = postgres(database.appUrl, { max: 1 })
  await expect(app`delete from organizations where id = ${doomed.id}`).rejects.toThrow('permission denied')
  await expect(app`delete from audit_log`).rejects.toThrow('permission denied')
  await app.end()
})

test('when a service does not answer, everything stays for the next try', async () => {
  await archive(doomed, 31)
  away = true
  await expect(deleteExpired()).rejects.toThrow('does not answer')
  expect(await sql`select 1 from organizations where id = ${doomed.id}`).toHaveLength(1)
  away = false
})

test('afterwards no table, file or queue holds a trace, and the neighbour is unchanged to the byte', async () => {
  const present = await traces(doomed)
  // Every table of organizations has something to lose, or this would show nothing.
  expect((await tables()).filter(({ name, tenant }) => tenant && !present.includes(name))).toEqual([])
  expect(present).toEqual(
    expect.arrayContaining([
      'jobs.events',
      'jobs.runs',
      'jobs.steps',
      'mailbox.mail',
      'platform_audit',
      'platform_outbox',
      'rate_limits',
    ]),
  )
  const [before, users] = [await bytesOf(neighbour), await sql`select * from users order by id`]

  expect(await deleteExpired()).toEqual({ deleted: 1 })

  expect(await traces(doomed)).toEqual([])
  expect(await bytesOf(neighbour)).toEqual(before)
  expect(await sql`select * from users order by id`).toEqual(users)
  const trail =
    await sql`select event, subject_name, actor_name, "after" from platform_audit where event like 'organization.%' and subject_id <> ${neighbour.id} order by id`
  expect(trail).toEqual([
    { event: 'organization.archived', subject_name: null, actor_name: 'Sue', after: null },
    {
      event: 'organization.deleted',
      subject_name: null,
      actor_name: 'Lobby',
      after: { files: 3, rows: expect.any(Number) },
    },
  ])
  expect(await deleteExpired()).toEqual({ deleted: 0 })
})
