import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrateDatabase } from '@/db/migrate'
import { ensureRoles } from '@/db/roles'
import { pointAt } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { handle } from '@/lib/rest/handle'
import { buildWorld, type World } from '@/lib/rest/world'
import { type Cluster, removeCluster, startCluster } from '@/local/postgres/cluster'
import { awayResponse, isAway } from './outage'

const dir = mkdtempSync(join(tmpdir(), 'lobby-resilience-'))
let cluster: Cluster
let world: World

beforeAll(async () => {
  chmodSync(dir, 0o755)
  cluster = await startCluster({ dir, durable: false })
  const admin = postgres(cluster.superuserUrl(), { max: 1, onnotice: () => {} })
  await ensureRoles(admin, { migrator: 'test', app: 'test', relay: 'test' })
  await admin`create database lobby owner lobby_migrator`
  await admin.end()
  const urls = pointAt(cluster.superuserUrl('lobby'))
  await migrateDatabase(urls.migratorUrl)
  world = await buildWorld()
}, 120_000)
afterAll(async () => {
  await closePool()
  await removeCluster(dir)
})

let n = 0
/** One read and one write by REST; what they answered. */
async function ask(): Promise<{ status: number; retryAfter: string | null }[]> {
  const request = (method: string, path: string, body?: unknown) =>
    handle(
      new Request(`http://localhost:3000/api/v1/organizations/acme${path}`, {
        method,
        headers: {
          authorization: `Bearer ${world.people.project_manager.token}`,
          'x-forwarded-for': `10.9.${(++n >> 8) & 255}.${n & 255}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        body: body ? JSON.stringify(body) : undefined,
      }),
    )
  const responses = await Promise.all([
    request('GET', '/projects/DURA/board'),
    request('POST', '/projects/DURA/tasks', { title: `Task ${n}` }),
  ])
  return responses.map((response) => ({ status: response.status, retryAfter: response.headers.get('retry-after') }))
}

const killBackends = async () => {
  const sql = postgres(cluster.superuserUrl(), { max: 1 })
  const killed = await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'lobby_app'`
  await sql.end()
  return killed.length
}

/** Under an outage a request may say so, clearly; it may not fail in any other way. */
const honest = ({ status, retryAfter }: { status: number; retryAfter: string | null }) =>
  status === 200 || status === 201 || (status === 503 && Number(retryAfter) > 0)

test('twenty times every connection dies under load: requests in flight answer 503, later ones none fails', async () => {
  for (let round = 0; round < 20; round++) {
    const underway = Array.from({ length: 12 }, ask)
    await pause(3)
    expect(await killBackends()).toBeGreaterThan(0)
    const inFlight = (await Promise.all(underway)).flat()
    expect(inFlight.filter((answer) => !honest(answer))).toEqual([])
    const after = (await Promise.all(Array.from({ length: 6 }, ask))).flat()
    expect(after.map((answer) => answer.status).filter((status) => status >= 400)).toEqual([])
  }
}, 120_000)

test('the database is gone for a while: a clear 503 meanwhile, and none fails once it is back', async () => {
  const { port } = cluster
  await cluster.stop()
  const meanwhile = (await Promise.all(Array.from({ length: 6 }, ask))).flat()
  expect(meanwhile.map((answer) => answer.status)).toEqual(meanwhile.map(() => 503))
  expect(meanwhile.every(honest)).toBe(true)
  // Pages say so too, at once, for a moment; then one may try.
  expect(isAway()).toBe(true)
  expect(awayResponse()).toMatchObject({ status: 503 })
  expect(isAway(Date.now() + 60_000)).toBe(false)
  cluster = await startCluster({ dir, port, durable: false })
  const after = (await Promise.all(Array.from({ length: 20 }, ask))).flat()
  expect(after.map((answer) => answer.status).filter((status) => status >= 400)).toEqual([])
  expect(isAway()).toBe(false)
}, 120_000)
