import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { listBin } from '@/lib/bin/queries'
import { createComment } from '@/lib/comments/commands/create-comment'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type World } from '@/lib/rest/world'
import { restoreTask } from '@/lib/tasks/commands/delete-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { getImport, previewUndo } from '../queries'
import { runImport } from './run-import'
import { startImport } from './start-import'
import { undoImport } from './undo-import'
import { uploadImport } from './upload-import'

let database: TestDatabase
let sql: postgres.Sql
let world: World
const project = 'DURA'
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

const manager = () => world.people.project_manager.ctx

async function imported(rows: number) {
  const lines = ['Title', ...Array.from({ length: rows }, (_, n) => `Imported ${n + 1}`)]
  const upload = await uploadImport(manager(), { project, file: new File([lines.join('\n')], 'tasks.csv') })
  await startImport(manager(), { project, import: upload.id, mapping: upload.mapping })
  await runImport(manager(), { project: world.projects.active.id, import: upload.id })
  const tasks = await sql<{ id: string; version: number }[]>`
    select id, version from tasks where import_id = ${upload.id} order by number`
  return { id: upload.id, tasks, reference: { project, import: upload.id } }
}
const living = async (id: string) => {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from tasks where import_id = ${id} and deleted_at is null`
  return row?.n
}
const eventsOf = async (id: string) =>
  (await sql<{ type: string }[]>`select type from outbox where subject_id = ${id} order by id`).map(({ type }) => type)

describe('undoing an import', () => {
  test('takes all its tasks into the bin with one event, each with its own row in the trail', async () => {
    const { id, tasks, reference } = await imported(3)
    expect(await previewUndo(manager(), reference)).toMatchObject({ tasks: 3, changed: 0 })
    expect(await undoImport(manager(), reference)).toEqual({ id, tasks: 3 })
    expect(await living(id)).toBe(0)
    expect(await getImport(manager(), reference)).toMatchObject({ status: 'UNDONE', importedRows: 3 })
    expect((await getImport(manager(), reference)).undoneAt).toBeInstanceOf(Date)
    expect((await eventsOf(id)).filter((type) => type === 'import.undone')).toHaveLength(1)
    const trail =
      await sql`select 1 from audit_log where event = 'task.deleted' and subject_id in ${sql(tasks.map((task) => task.id))}`
    expect(trail).toHaveLength(3)
  })

  test('twice, also at the same moment, is done once', async () => {
    const { id, reference } = await imported(40)
    const answers = await Promise.all([1, 2, 3].map(() => undoImport(manager(), reference)))
    expect(answers.map(({ tasks }) => tasks).sort((a, b) => a - b)).toEqual([0, 0, 40])
    expect(await undoImport(manager(), reference)).toEqual({ id, tasks: 0 })
    expect((await eventsOf(id)).filter((type) => type === 'import.undone')).toHaveLength(1)
  })

  test('names tasks that were changed or talked about since, and takes them only when told to', async () => {
    const { id, tasks, reference } = await imported(4)
    await updateTask(manager(), { task: tasks[0]!.id, version: tasks[0]!.version, title: 'Mine now' })
    await createComment(manager(), { task: tasks[2]!.id, body: 'Worth keeping' })
    await expect(undoImport(manager(), reference)).rejects.toMatchObject({
      status: 409,
      problem: { code: 'CHANGED_SINCE', errors: [{ message: 'Mine now' }, { message: 'Imported 3' }] },
    })
    expect(await living(id)).toBe(4)
    expect(await previewUndo(manager(), reference)).toMatchObject({ tasks: 4, changed: 2 })
    expect(await undoImport(manager(), { ...reference, force: true })).toEqual({ id, tasks: 4 })
  })

  test('and changing one of its tasks at the same moment never loses the change unseen', async () => {
    const { id, tasks, reference } = await imported(20)
    const [change, undo] = await Promise.allSettled([
      updateTask(manager(), { task: tasks[7]!.id, version: 1, title: 'Just now' }),
      undoImport(manager(), reference),
    ])
    // Whoever came first won; the other was told.
    if (change.status === 'fulfilled') {
      expect(undo).toMatchObject({ status: 'rejected', reason: { problem: { code: 'CHANGED_SINCE' } } })
      expect(await living(id)).toBe(20)
    } else {
      expect(undo.status).toBe('fulfilled')
      expect(await living(id)).toBe(0)
    }
  })

  test('leaves each task in the bin, from where one alone can be restored', async () => {
    const { id, tasks, reference } = await imported(2)
    await undoImport(manager(), reference)
    const { items } = await listBin(manager(), {})
    expect(items.map((item) => item.id)).toEqual(expect.arrayContaining(tasks.map((task) => task.id)))
    await restoreTask(manager(), { task: tasks[1]!.id })
    expect(await undoImport(manager(), reference)).toEqual({ id, tasks: 0 })
    expect(await living(id)).toBe(1)
  })

  test('before it began puts the file away; while it runs it is refused', async () => {
    const upload = () => uploadImport(manager(), { project, file: new File(['Title\nA\n'], 'a.csv') })
    const waiting = await upload()
    expect(await undoImport(manager(), { project, import: waiting.id })).toEqual({ id: waiting.id, tasks: 0 })
    const input = { project, import: waiting.id, mapping: waiting.mapping }
    await expect(startImport(manager(), input)).rejects.toMatchObject({ status: 409 })
    const running = await upload()
    await startImport(manager(), { project, import: running.id, mapping: running.mapping })
    await expect(undoImport(manager(), { project, import: running.id })).rejects.toMatchObject({
      problem: { code: 'STILL_RUNNING' },
    })
  })

  test('is for those who may import: a developer does not even see it', async () => {
    const { reference } = await imported(1)
    await expect(undoImport(world.people.developer.ctx, reference)).rejects.toMatchObject({ status: 404 })
  })
})
