import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { createProject } from '@/lib/projects/commands/create-project'
import { buildWorld, type World } from '@/lib/rest/world'
import { runImport } from './commands/run-import'
import { startImport } from './commands/start-import'
import { uploadImport } from './commands/upload-import'

const folder = join(process.cwd(), '../shared/data/issues')
let database: TestDatabase
let sql: postgres.Sql
let world: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1 })
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

let made = 0
async function imported(content: Uint8Array, mode: 'ALL_OR_NOTHING' | 'KEEP_GOOD_ROWS', repeat = false) {
  const sales = world.people.salesperson.ctx
  const { id: project } = await createProject(sales, {
    title: 'Import',
    key: `IMP${++made}`,
    clientId: world.client.id,
    cost: { amount: 1, currency: 'EUR' },
  })
  const upload = await uploadImport(sales, { project, file: new File([content as BlobPart], 'tasks.csv') })
  await startImport(sales, { project, import: upload.id, mapping: upload.mapping, mode })
  const part = () => runImport(sales, { project, import: upload.id })
  for (let more = true; more; ) {
    // A part that is delivered twice, also at the same time, does its work once.
    const answers = repeat ? await Promise.all([part(), part()]) : [await part()]
    more = answers.some((answer) => answer.more)
  }
  const [state] =
    await sql`select status, total_rows, done_rows, imported_rows, failed_rows from imports where id = ${upload.id}`
  const tasks = await sql<
    { number: number; title: string; description: string; estimate: string | null; external_key: string | null }[]
  >`
    select number, title, description, estimate, external_key from tasks where project_id = ${project} order by number`
  return { project, upload, state, tasks }
}

describe.each(['duracloud', 'mesos', 'springxd'])('%s.csv', (name) => {
  const file = join(folder, `${name}.csv`)
  test.skipIf(!existsSync(file))('arrives without losing a character, in the order of the file', async () => {
    const content = readFileSync(file)
    const rows = parse(content, { columns: true }) as Record<string, string>[]
    const { tasks, state } = await imported(content, 'ALL_OR_NOTHING')
    expect(state).toMatchObject({
      status: 'SUCCEEDED',
      total_rows: rows.length,
      imported_rows: rows.length,
      failed_rows: 0,
    })
    expect(tasks.map((task) => ({ title: task.title, text: task.description, key: task.external_key }))).toEqual(
      rows.map((row) => ({ title: row.Summary, text: row.Description, key: row['Issue key'] })),
    )
    expect(tasks.map((task) => task.number)).toEqual(rows.map((_, index) => index + 1))
    const trail =
      await sql`select count(*)::int as n from audit_log where event = 'task.imported' and subject_id in (select id from tasks where title = any(${tasks.map((task) => task.title)}))`
    expect(trail[0]?.n).toBeGreaterThanOrEqual(rows.length)
  })
})

describe('a file with wrong rows', () => {
  const lines = [
    'Summary,Story points',
    ...Array.from({ length: 600 }, (_, n) => (n % 100 === 7 ? `,1` : `Task ${n},${n}`)),
  ]
  const content = new TextEncoder().encode(lines.join('\n'))

  test('imports nothing at all, or the good rows with dense numbers, as one chose', async () => {
    const nothing = await imported(content, 'ALL_OR_NOTHING')
    expect(nothing.state).toMatchObject({ status: 'FAILED', imported_rows: 0, failed_rows: 6 })
    expect(nothing.tasks).toEqual([])
    const good = await imported(content, 'KEEP_GOOD_ROWS')
    expect(good.state).toMatchObject({ status: 'SUCCEEDED', imported_rows: 594, failed_rows: 6, done_rows: 600 })
    expect(good.tasks.map((task) => task.number)).toEqual(Array.from({ length: 594 }, (_, n) => n + 1))
    const errors = await sql`select line from import_errors where import_id = ${good.upload.id} order by line`
    expect(errors.map((row) => row.line)).toEqual([9, 109, 209, 309, 409, 509])
  })

  test('is imported once although every part is delivered twice at the same moment', async () => {
    const { tasks } = await imported(content, 'KEEP_GOOD_ROWS', true)
    expect(tasks.map((task) => task.title)).toEqual([...new Set(tasks.map((task) => task.title))])
    expect(tasks).toHaveLength(594)
  })
})
