import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { search } from './queries'

let database: TestDatabase
let sql: postgres.Sql
let world: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1 })
  world = await buildWorld()
  const { ctx } = world.people.owner
  for (const title of ['Migrate the ingest service', 'Nightly backup fails on 100% full disks', 'Ölwechsel planen'])
    await createTask(ctx, { project: 'DURA', title })
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

const labels = async (q: string) => (await search(world.people.owner.ctx, { q })).findings.map(({ label }) => label)
const first = async (q: string) => (await labels(q))[0]

test('a part of a name finds the record, in any order of the words', async () => {
  expect(await first('ingest')).toContain('Migrate the ingest service')
  expect(await first('service migr')).toContain('Migrate the ingest service')
})

test.each(['ingets', 'ingst', 'imgest', 'inggest', 'migrte', 'bakcup', 'nighlty'])(
  '“%s” is one slip of the finger away and still finds it',
  async (q) => {
    expect((await labels(q)).join()).toMatch(/ingest service|Nightly backup/)
  },
)

test('a key leads to its task, whatever its case, and comes first', async () => {
  expect((await first('dura-1'))?.startsWith('DURA-1 ')).toBe(true)
  expect((await search(world.people.owner.ctx, { q: 'DURA' })).findings[0]).toMatchObject({
    kind: 'project',
    path: '/projects/DURA',
  })
})

test('signs that mean something to the database are only letters', async () => {
  expect(await labels('100%')).toHaveLength(1)
  expect(await labels('%%')).toEqual([])
  expect(await labels("'; drop")).toEqual([])
  expect(await labels('a_b')).toEqual([])
})

test('umlauts and upper case make no difference', async () => {
  expect(await first('ÖLWECHSEL')).toContain('Ölwechsel')
})

test('the function answers nothing outside an organization', async () => {
  expect(await sql`select * from app_search('task,project,client', 'ingest', 10)`).toHaveLength(0)
})

test('what is not meant is not found', async () => {
  expect(await labels('gadget')).toEqual([])
  expect(await labels('ingest backup')).toEqual([])
})

test('a thousand times as many names are not read to find one: the index is asked past row security', async () => {
  await sql`set session_replication_role = replica`
  await sql`insert into tasks (organization_id, id, project_id, number, title, rank, created_by_id)
    select organization_id, uuidv7(), project_id, 1000 + n, 'Filler ' || md5(n::text), n, created_by_id
    from tasks, generate_series(1, 20000) n where title = 'Ölwechsel planen'`
  await sql`analyze tasks`
  const { ctx } = world.people.owner
  const [before] = await sql`select idx_scan from pg_stat_user_indexes where indexrelname = 'tasks_search'`
  expect((await search(ctx, { q: 'ingest' })).findings[0]?.label).toContain('Migrate the ingest service')
  // A connection tells what it counted within ten seconds at the latest.
  const scans = async () =>
    (await sql`select idx_scan from pg_stat_user_indexes where indexrelname = 'tasks_search'`)[0]
  await expect.poll(scans).not.toEqual(before)
})
