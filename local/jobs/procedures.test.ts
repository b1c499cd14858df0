import { randomUUID } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryDatabase, temporaryDatabase } from '../postgres/testing'
import { ulid } from './ids'
import { migrate } from './schema'
import { until } from './testing'

let database: TemporaryDatabase
let sql: Sql

beforeAll(async () => {
  database = await temporaryDatabase()
  sql = postgres(database.url, { max: 3, onnotice: () => {} })
  await Promise.all([migrate(sql), migrate(sql), migrate(sql)])
})

afterAll(async () => {
  await sql.end()
  await database.drop()
})

const owner = randomUUID()

async function startRun(limits: [string, number][] = []): Promise<string> {
  const id = ulid()
  const start = {
    id,
    functionId: 'app-f',
    eventIds: [ulid()],
    events: '[{}]',
    limitKeys: limits.map(([key]) => key),
    limitValues: limits.map(([, limit]) => limit),
    cancels: [],
  }
  await sql`select jobs.start(${JSON.stringify(start)}::text::jsonb)`
  return id
}

interface Claim {
  job_id: string
  generation: number
  run_id: string
  step_id: string | null
}

const claim = (by = owner, leaseMs = 60_000) => sql<Claim[]>`select * from jobs.claim(${by}::uuid, 50, ${leaseMs}::int)`

async function settle(call: Claim, change: Record<string, unknown>, by = owner, on: Sql = sql): Promise<string> {
  const json = JSON.stringify({
    steps: [],
    ...change,
    runId: call.run_id,
    jobId: call.job_id,
    generation: call.generation,
    owner: by,
  })
  const [row] = await on<{ verdict: string }[]>`select jobs.settle(${json}::text::jsonb) as verdict`
  return row!.verdict
}

const waiting = (id: string) => ({ id, name: id, op: 'WaitForEvent', wait: { event: 'x' } })
const planned = (id: string) => ({ id, name: id, op: 'StepRun', enqueue: true })
const done = (id: string) => ({ id, name: id, op: 'StepRun', attempts: 1, result: '{"data":1}' })
const queued = (run: string) => sql<{ step_id: string | null }[]>`select step_id from jobs.queue where run_id = ${run}`

test('a result that comes while the function is being looked at causes another look', async () => {
  const run = await startRun()
  const [first] = await claim()
  await settle(first!, { steps: [waiting('a'), waiting('b')], parallel: true })
  await sql`select jobs.resolve(${run}, 'a', '{"data":null}')`
  const [look] = await claim()
  await sql`select jobs.resolve(${run}, 'b', '{"data":null}')`
  expect(await settle(look!, {})).toBe('kept')
  expect(await queued(run)).toEqual([{ step_id: null }])
  await sql`select jobs.cancel(${run})`
})

test('two parallel steps that settle at the same moment cause exactly one look', async () => {
  const run = await startRun()
  const [first] = await claim()
  await settle(first!, { steps: [planned('a'), planned('b')], parallel: true })
  const calls = await claim()
  const [a, b] = ['a', 'b'].map((id) => calls.find((call) => call.step_id === id)!)
  let second: Promise<string> | undefined
  await sql.begin(async (transaction) => {
    await settle(a!, { steps: [done('a')], discover: true }, owner, transaction as unknown as Sql)
    second = settle(b!, { steps: [done('b')], discover: true })
    void second.catch(() => {})
    await expect
      .poll(async () => (await transaction`select 1 from pg_locks where not granted`).length)
      .toBeGreaterThan(0)
  })
  expect(await second).toBe('kept')
  expect(await queued(run)).toEqual([{ step_id: null }])
  const [kept] = await sql<{ stack: string[] }[]>`select stack from jobs.runs where id = ${run}`
  expect(kept!.stack).toEqual(['a', 'b'])
  await sql`select jobs.cancel(${run})`
})

test('an answer to a lease that has passed to another is not kept', async () => {
  const run = await startRun()
  const [stale] = await claim(owner, 1)
  const other = randomUUID()
  const [current] = await until(async () => {
    const taken = await claim(other)
    return taken.length ? taken : null
  }, 'the lease is over')
  expect(await settle(stale!, { steps: [done('a')], discover: true })).toBe('lost')
  expect(await settle(stale!, { retry: { attempt: 1, interruptions: 0, delayMs: 0, error: 'late' } })).toBe('lost')
  expect(await sql`select 1 from jobs.steps where run_id = ${run}`).toHaveLength(0)
  expect(await settle(current!, { finish: { status: 'Completed', output: 'null' } }, other)).toBe('kept')
})

test('two limits hold together, and what they hold back does not hold back others', async () => {
  const narrow: [string, number][] = [
    ['f|1', 2],
    ['shared', 3],
  ]
  for (let n = 0; n < 4; n++) await startRun(narrow)
  for (let n = 0; n < 3; n++) await startRun([['shared', 3]])
  const free = await startRun()
  const calls = await claim()
  const keys = await sql<{ limit_keys: string[] }[]>`select limit_keys from jobs.queue where owner is not null`
  expect(keys.filter((row) => row.limit_keys.includes('f|1'))).toHaveLength(2)
  expect(keys.filter((row) => row.limit_keys.includes('shared'))).toHaveLength(3)
  expect(calls.map((call) => call.run_id)).toContain(free)
  await sql`select jobs.cancel(id) from jobs.runs`
})

test('a result already kept is not overwritten, and its step not run again', async () => {
  const run = await startRun()
  const [first] = await claim()
  await settle(first!, { steps: [done('a'), planned('b')], parallel: true, discover: true })
  const [next] = await claim()
  await settle(next!, { steps: [{ ...done('a'), result: '{"data":2}' }, planned('a'), planned('b')] })
  const [kept] = await sql<{ result: string }[]>`select result from jobs.steps where run_id = ${run} and id = 'a'`
  expect(kept!.result).toBe('{"data":1}')
  expect((await queued(run)).filter((row) => row.step_id === 'a')).toHaveLength(0)
  await sql`select jobs.cancel(${run})`
})
