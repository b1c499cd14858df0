import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { getProject } from '@/lib/projects/queries'
import { buildWorld, type World } from '@/lib/rest/world'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { getTicket } from '@/lib/tickets/queries'
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

test('a project and a ticket say whether one watches or mutes them, to oneself only', async () => {
  const [{ ctx }, other] = [world.people.project_manager, world.people.developer]
  const project = world.projects.active.id
  const { id: ticket } = await openTicket(ctx, { project, title: 'Printer on fire' })
  expect((await getTicket(ctx, { ticket })).subscription).toBeNull()
  await setSubscription(ctx, { ticket, mode: 'WATCH' })
  expect((await getTicket(ctx, { ticket })).subscription).toBe('WATCH')
  expect((await getTicket(other.ctx, { ticket })).subscription).toBeNull()
  expect((await getProject(ctx, { project })).subscription).toBeNull()
  await setSubscription(ctx, { project, mode: 'MUTE' })
  expect((await getProject(ctx, { project })).subscription).toBe('MUTE')
  await setSubscription(ctx, { project, mode: null })
  expect((await getProject(ctx, { project })).subscription).toBeNull()
  expect((await getTicket(ctx, { ticket })).subscription).toBe('WATCH')
})
