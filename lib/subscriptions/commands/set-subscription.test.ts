import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type World } from '@/lib/rest/world'
import { listWatchers } from '../queries'
import { setSubscription } from './set-subscription'

let database: TestDatabase
let sql: postgres.Sql
let world: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

test('somebody watches once, changes their mind, and takes it back', async () => {
  const { ctx, memberId } = world.people.developer
  const task = world.tasks.assigned.id
  await setSubscription(ctx, { task, mode: 'WATCH' })
  await setSubscription(ctx, { task, mode: 'WATCH' })
  expect(await listWatchers(ctx, { task })).toMatchObject({ mode: 'WATCH', watchers: [{ id: memberId }] })
  await setSubscription(ctx, { task, mode: 'MUTE' })
  expect(await listWatchers(ctx, { task })).toEqual({ mode: 'MUTE', watchers: [] })
  await setSubscription(ctx, { task, mode: null })
  await setSubscription(ctx, { project: world.projects.active.id, mode: 'MUTE' })
  const rows = await sql`select task_id, mode from subscriptions where member_id = ${memberId}`
  expect(rows.map((row) => ({ ...row }))).toEqual([{ task_id: null, mode: 'MUTE' }])
})

test('the client watches what was shared with them and learns no names', async () => {
  const task = world.tasks.assigned.id
  await setSubscription(world.people.project_manager.ctx, { task, mode: 'WATCH' })
  const { ctx } = world.people.client
  await setSubscription(ctx, { task, mode: 'WATCH' })
  expect(await listWatchers(ctx, { task })).toEqual({ mode: 'WATCH', watchers: [] })
  await expect(setSubscription(ctx, { task: world.tasks.blocked.id, mode: 'WATCH' })).rejects.toMatchObject({
    status: 404,
  })
})
