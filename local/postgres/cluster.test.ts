import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { removeCluster, runningCluster, startCluster } from './cluster'
import { temporaryDatabase } from './testing'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lobby-cluster-'))
  chmodSync(dir, 0o755)
})
afterEach(() => removeCluster(dir))

async function ask<T>(url: string, question: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await question(sql)
  } finally {
    await sql.end()
  }
}

test('a second start returns the cluster that already runs', async () => {
  const first = await startCluster({ dir, durable: false })
  const second = await startCluster({ dir, durable: false })
  expect(second).toMatchObject({ pid: first.pid, port: first.port })
})

test('two starts at once on an empty folder agree on one cluster', async () => {
  const [one, other] = await Promise.all([startCluster({ dir, durable: false }), startCluster({ dir, durable: false })])
  expect(one.pid).toBe(other.pid)
  expect(one.superuserUrl()).toBe(other.superuserUrl())
})

test('the cluster sorts by code point, speaks UTF-8 and UTC, listens on loopback and ignores PG variables', async () => {
  vi.stubEnv('PGPORT', '1')
  vi.stubEnv('PGDATA', '/nowhere')
  const { superuserUrl } = await startCluster({ dir, durable: false })
  vi.unstubAllEnvs()
  const [row] = await ask(
    superuserUrl(),
    (sql) => sql`
      select current_setting('server_encoding') as encoding, current_setting('TimeZone') as zone,
             current_setting('listen_addresses') as addresses, 'Z' < 'a' as by_code_point`,
  )
  expect(row).toEqual({ encoding: 'UTF8', zone: 'UTC', addresses: '127.0.0.1', by_code_point: true })
})

test('a wrong password is refused', async () => {
  const url = new URL((await startCluster({ dir, durable: false })).superuserUrl())
  url.password = 'wrong'
  await expect(ask(url.href, (sql) => sql`select 1`)).rejects.toMatchObject({ code: '28P01' })
})

test('after a kill the next start recovers what was committed, on the same port', async () => {
  const before = await startCluster({ dir })
  await ask(before.superuserUrl(), async (sql) => {
    await sql`create table kept (id int)`
    await sql`insert into kept select generate_series(1, 1000)`
  })
  process.kill(before.pid, 'SIGKILL')
  const after = await startCluster({ dir })
  expect(after.pid).not.toBe(before.pid)
  expect(after.port).toBe(before.port)
  expect(await ask(after.superuserUrl(), (sql) => sql`select count(*)::int as n from kept`)).toEqual([{ n: 1000 }])
})

test('a pid file whose id now belongs to another program does not stop the start', async () => {
  const before = await startCluster({ dir, durable: false })
  await before.stop()
  expect(runningCluster(dir)).toBeNull()
  const data = realpathSync(join(dir, 'data'))
  writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n${before.port}\n\n127.0.0.1\n\nready\n`)
  const after = await startCluster({ dir, durable: false })
  expect(after.pid).not.toBe(process.pid)
})

test('a folder that the server account cannot reach holds a link to data that it can', async () => {
  const closed = join(dir, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const cluster = await startCluster({ dir: join(closed, 'postgres'), durable: false })
  expect(await ask(cluster.superuserUrl(), (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }])
  const data = realpathSync(join(closed, 'postgres/data'))
  await removeCluster(join(closed, 'postgres'))
  expect(() => readFileSync(join(data, 'PG_VERSION'))).toThrow(/ENOENT/)
})

test('a failed start names the reason', async () => {
  const { stop } = await startCluster({ dir, durable: false })
  await stop()
  writeFileSync(join(realpathSync(join(dir, 'data')), 'postgresql.conf'), 'no_such_setting = on\n')
  await expect(startCluster({ dir, durable: false })).rejects.toThrow(/no_such_setting/)
})

test('a temporary database is a copy of its template and gone when dropped', async () => {
  const template = await temporaryDatabase()
  await ask(template.url, (sql) => sql`create table plant (name text)`)
  const copy = await temporaryDatabase(template.name)
  expect(await ask(copy.url, (sql) => sql`select name from plant`)).toEqual([])
  await copy.drop()
  await template.drop()
  await expect(ask(copy.url, (sql) => sql`select 1`)).rejects.toMatchObject({ code: '3D000' })
  rmSync(dir, { recursive: true, force: true })
})
