import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import esm from 'postgres'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { removeCluster, startCluster } from '@/local/postgres/cluster'
import { type TemporaryDatabase, temporaryDatabase } from '@/local/postgres/testing'
import { patch } from './patch-postgres.mjs'

const cjs = createRequire(import.meta.url)('postgres') as typeof esm
const options = { max: 10, backoff: () => 0.02, connect_timeout: 5, onnotice: () => {} }
const connectionLost = /CONNECTION_CLOSED|CONNECTION_ENDED|ECONNRESET|ECONNREFUSED|EPIPE|57P0\d/

let database: TemporaryDatabase
let admin: esm.Sql
beforeAll(async () => {
  database = await temporaryDatabase()
  admin = esm(database.url, { max: 1, connection: { application_name: 'admin' } })
  await admin`create table entry (id bigint generated always as identity, half int not null)`
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Ends every connection of the pool under test and waits until the server has none of them left. */
async function killAll(): Promise<void> {
  const others = admin`datname = current_database() and pid <> pg_backend_pid()`
  const killed = await admin<
    { pid: number }[]
  >`select pid, pg_terminate_backend(pid) from pg_stat_activity where ${others}`
  const pids = killed.map((row) => row.pid)
  await until(async () => (await admin`select 1 from pg_stat_activity where pid = any(${pids})`).length === 0)
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; !(await condition()); ) {
    if (Date.now() > deadline) throw new Error('waited too long')
    await new Promise(setImmediate)
  }
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`hangs for more than ${milliseconds} ms`)), milliseconds)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

describe.each([
  ['as an ES module', esm],
  ['as a CommonJS module', cjs],
])('the driver, loaded %s', (_, postgres) => {
  function pool(extra: object = {}): esm.Sql {
    const sql = postgres(database.url, { ...options, ...extra })
    onTestFinished(() => within(10_000, sql.end({ timeout: 1 })))
    return sql
  }

  const transfer = (sql: esm.Sql) =>
    sql.begin(async (tx) => {
      await tx`insert into entry (half) values (1)`
      await tx`select pg_sleep(0.002)`
      await tx`insert into entry (half) values (2)`
      return 'done'
    })

  test('twenty kills under load: requests in flight fail clearly, later ones all succeed, nothing hangs', async () => {
    const sql = pool()
    const failures: string[] = []
    let working = true
    const load = Array.from({ length: 30 }, async () => {
      while (working) {
        await within(10_000, transfer(sql)).catch((error) => failures.push(`${error.code ?? error}`))
      }
    })
    for (let kill = 0; kill < 20; kill++) {
      await killAll()
      const after = await Promise.all(Array.from({ length: 20 }, () => within(5_000, transfer(sql))))
      expect(after).toEqual(Array(20).fill('done'))
    }
    working = false
    await Promise.all(load)
    expect(failures.filter((code) => !connectionLost.test(code))).toEqual([])
    expect(
      await admin`select count(*) filter (where half = 1) = count(*) filter (where half = 2) as whole from entry`,
    ).toEqual([{ whole: true }])
  })

  test('connections killed while idle fail nobody', async () => {
    const sql = pool()
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.01)`))
      await killAll()
      const answers = await Promise.all(Array.from({ length: 30 }, () => within(5_000, transfer(sql))))
      expect(answers).toEqual(Array(30).fill('done'))
    }
  })

  test('a transaction that lost its connection cannot go on outside it', async () => {
    const sql = pool({ max: 1 })
    const before = await admin`select count(*) from entry`
    const outcomes: string[] = []
    const attempt = sql.begin(async (tx) => {
      await tx`select 1`
      await killAll()
      await tx`select 1`.catch(() => outcomes.push('lost'))
      // Meanwhile the pool's only connection has been opened anew for somebody else.
      await sql`select 1`
      await tx`insert into entry (half) values (3)`.catch(() => outcomes.push('refused'))
    })
    await expect(within(5_000, attempt)).rejects.toMatchObject({ code: expect.stringMatching(connectionLost) })
    await until(async () => outcomes.length === 2)
    expect(outcomes).toEqual(['lost', 'refused'])
    expect(await admin`select count(*) from entry`).toEqual(before)
  })

  test('a query that its transaction forgot to await does not run in the next one', async () => {
    const sql = pool({ max: 1 })
    let escaped: esm.TransactionSql | undefined
    await sql.begin(async (tx) => {
      escaped = tx
      await tx`select 1`
    })
    await expect(escaped!`select 1`).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' })
    expect(await within(5_000, transfer(sql))).toBe('done')
  })

  test('a failing statement still rolls back and reports itself', async () => {
    const sql = pool({ max: 2 })
    const failing = sql.begin(async (tx) => {
      await tx`insert into entry (half) values (4)`
      await tx`select 1 / 0`
    })
    await expect(failing).rejects.toMatchObject({ code: '22012' })
    expect(await sql`select 1 from entry where half = 4`).toEqual([])
  })

  test('a savepoint that fails leaves the rest of its transaction usable', async () => {
    const sql = pool({ max: 1 })
    const answer = await sql.begin(async (tx) => {
      await tx.savepoint((inner) => inner`select 1 / 0`).catch(() => {})
      return await tx`select 2 as two`
    })
    expect(answer).toEqual([{ two: 2 }])
  })

  test('a reserved connection that is lost goes back to the pool as a new one', async () => {
    const sql = pool({ max: 1 })
    const reserved = await sql.reserve()
    await reserved`select 1`
    await killAll()
    await expect(within(5_000, reserved`select 1`)).rejects.toMatchObject({
      code: expect.stringMatching(connectionLost),
    })
    reserved.release()
    expect(await within(5_000, transfer(sql))).toBe('done')
  })

  test('a server that is killed and started again is found again by every request sent afterwards', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'lobby-restart-'))
    onTestFinished(() => removeCluster(dir))
    const first = await startCluster({ dir, durable: false })
    const sql = postgres(first.superuserUrl(), options)
    onTestFinished(() => within(10_000, sql.end({ timeout: 1 })))
    const ask = () =>
      within(
        10_000,
        sql.begin((tx) => tx`select 1 as one`),
      )
    const codes: string[] = []
    let working = true
    const load = Array.from({ length: 20 }, async () => {
      while (working) await ask().catch((error) => codes.push(`${error.code ?? error}`))
    })
    for (let round = 0; round < 2; round++) {
      process.kill((await startCluster({ dir, durable: false })).pid, 'SIGKILL')
      await until(async () =>
        ask().then(
          () => false,
          () => true,
        ),
      )
      await startCluster({ dir, durable: false, port: first.port })
      const answers = await Promise.all(Array.from({ length: 30 }, ask))
      expect(answers.map(([row]) => row?.one)).toEqual(Array(30).fill(1))
    }
    working = false
    await Promise.all(load)
    expect([...new Set(codes)].filter((code) => !connectionLost.test(code))).toEqual([])
  })
})

test('patching twice changes nothing, and another version or text is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lobby-driver-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(join(process.cwd(), 'node_modules/postgres'), folder, { recursive: true })
  const file = join(folder, 'src/connection.js')
  const mended = readFileSync(file, 'utf8')
  patch(folder)
  expect(readFileSync(file, 'utf8')).toBe(mended)

  writeFileSync(`${file}.unpatched`, 'something else')
  expect(() => patch(folder)).toThrow(/src\/connection\.js: expected 1 of/)
  writeFileSync(join(folder, 'package.json'), '{"version":"3.5.0"}')
  expect(() => patch(folder)).toThrow(/postgres is 3\.5\.0, the patch is for 3\.4\.9/)
})

test('a process whose transaction is cut off lives on', () => {
  const program = `
    const postgres = require('postgres')
    const sql = postgres(process.env.DB, { max: 2, backoff: () => 0.02 })
    sql.begin(async tx => { await tx\`select pg_terminate_backend(pg_backend_pid())\` })
      .catch(() => new Promise(r => setImmediate(() => setImmediate(r))))
      .then(() => sql\`select 42 as answer\`)
      .then(([row]) => { console.log(row.answer); return sql.end() })`
  const output = execFileSync(process.execPath, ['-e', program], {
    env: { ...process.env, DB: database.url },
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect(output.trim()).toBe('42')
})
