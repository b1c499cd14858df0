import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sealMoved } from '@/db/seed/backdate'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { verifyAudit } from './verify'

let database: TestDatabase
let sql: postgres.Sql
let world: World
let neighbour: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  world = await buildWorld()
  neighbour = await buildWorld('globex')
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

const owner = () => world.people.owner.ctx
const check = (kept: { seq?: number; hash?: string } = {}) => verifyAudit(owner(), kept)

test('every change is sealed, one after the other, however many come at once', async () => {
  const before = (await check()).entries
  await Promise.all(
    Array.from({ length: 40 }, (_, n) => createTask(owner(), { project: 'DURA', title: `Sealed ${n}` })),
  )
  const after = await check()
  expect(after).toMatchObject({ entries: before + 40, seal: { seq: before + 40 }, broken: null })
})

test('several entries of one transaction are sealed in their order', async () => {
  const { id, version } = await createTask(owner(), { project: 'DURA', title: 'Both at once' })
  await updateTask(owner(), { task: id, version, assigneeId: world.people.developer.memberId, title: 'And another' })
  expect((await check()).broken).toBeNull()
})

test('each organization has a chain of its own', async () => {
  const { seal } = await verifyAudit(neighbour.people.owner.ctx, {})
  expect(seal?.hash).toMatch(/^[0-9a-f]{64}$/)
  expect(seal?.hash).not.toBe((await check()).seal?.hash)
})

test('the product itself can neither write nor change a seal', async () => {
  const app = postgres(database.appUrl, { max: 1 })
  try {
    for (const statement of [
      'insert into audit_seals select * from audit_seals',
      'update audit_seals set seq = seq',
      'delete from audit_seals',
    ])
      await expect(app.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
  } finally {
    await app.end()
  }
})

describe('somebody with all power over the database', () => {
  /** Undone after each test, so that each digs in a whole chain. */
  let undo: string[] = []
  const behind = async (...statements: string[]) => {
    await sql.unsafe(
      `set session_replication_role = replica; ${statements.join(';')}; set session_replication_role = default`,
    )
  }
  afterEach(async () => {
    await behind(...undo)
    undo = []
    expect((await check()).broken).toBeNull()
  })
  const fifth = async () => {
    const [row] = await sql<{ id: string }[]>`
      select audit_id as id from audit_seals where organization_id = ${owner().organization.id} and seq = 5`
    return row?.id ?? ''
  }
  const keep = (table: string, where: string) => `create table kept as select * from ${table} where ${where}`
  const back = (table: string) => [`insert into ${table} select * from kept`, 'drop table kept']

  test('who changes an entry is found at its place', async () => {
    const id = await fifth()
    await behind(
      keep('audit_log', `id = '${id}'`),
      `update audit_log set actor_name = 'Somebody else' where id = '${id}'`,
    )
    undo = [`delete from audit_log where id = '${id}'`, ...back('audit_log')]
    expect((await check()).broken).toMatchObject({ seq: 5, entryId: id, problem: 'CHANGED' })
  })

  test('who removes an entry is found at its place', async () => {
    const id = await fifth()
    await behind(keep('audit_log', `id = '${id}'`), `delete from audit_log where id = '${id}'`)
    undo = back('audit_log')
    expect((await check()).broken).toMatchObject({ seq: 5, entryId: id, problem: 'MISSING' })
  })

  test('who removes an entry with its seal is found at the next one', async () => {
    const id = await fifth()
    await behind(keep('audit_seals', `audit_id = '${id}'`), `delete from audit_seals where audit_id = '${id}'`)
    undo = back('audit_seals')
    expect((await check()).broken).toMatchObject({ seq: 6, problem: 'GAP' })
  })

  test('who puts an entry in past the trigger is found', async () => {
    const organization = owner().organization.id
    await behind(`insert into audit_log (organization_id, event, actor_kind, actor_name, subject_type, subject_id)
      values ('${organization}', 'task.created', 'system', 'Nobody', 'task', gen_random_uuid())`)
    undo = [`delete from audit_log where actor_name = 'Nobody'`]
    expect((await check()).broken).toMatchObject({ seq: null, problem: 'UNSEALED' })
  })

  test('a demo that an older version moved into the past after sealing it is sealed anew, and nothing else is', async () => {
    process.env.DATABASE_MIGRATOR_URL = database.migratorUrl
    const id = await fifth()
    await behind(`update audit_log set actor_name = actor_name || '!' where id = '${id}'`)
    await sealMoved(owner())
    expect((await check()).broken, 'somebody’s work').toMatchObject({ seq: 5, problem: 'CHANGED' })
    await behind(`update audit_log set actor_name = rtrim(actor_name, '!') where id = '${id}'`)

    await behind(`update audit_log set created_at = created_at - interval '30 days' where id = '${id}'`)
    expect((await check()).broken).toMatchObject({ seq: 5, problem: 'CHANGED' })
    const { entries } = await check()
    await sealMoved(owner())
    expect(await check()).toMatchObject({ entries, broken: null })
  })

  test('who cuts the end off is found by a seal that somebody kept', async () => {
    const { seal } = await check()
    expect((await check({ ...seal })).stands).toBe(true)
    const last = `organization_id = '${owner().organization.id}' and seq = ${seal?.seq}`
    await behind(keep('audit_seals', last), `delete from audit_seals where ${last}`)
    undo = back('audit_seals')
    expect((await check({ ...seal })).stands).toBe(false)
  })
})

test('who may not read the trail may not check it, and half a seal is no seal', async () => {
  await expect(verifyAudit(world.people.developer.ctx, {})).rejects.toMatchObject({ status: 403 })
  await expect(check({ seq: 1 })).rejects.toMatchObject({ status: 400 })
})
