import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { createClient } from '@/lib/clients/commands/create-client'
import { closePool, inTenant } from '@/lib/core/transaction'
import { createProject } from '@/lib/projects/commands/create-project'
import { founded, joinedAs, type PersonOf } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { closeFirstSteps } from './commands/close-first-steps'
import { openFirstSteps } from './first-steps'

let database: TestDatabase
let owner: PersonOf
beforeAll(async () => {
  database = await testDatabase()
  owner = await founded('fresh')
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

test('the first steps tick themselves, and go away when somebody puts them away', async () => {
  const { ctx } = owner
  const steps = () => inTenant(ctx.organization.id, (tx) => openFirstSteps(tx, ctx))
  expect(await steps()).toMatchObject({ client: false, project: false, tasks: false, share: false })
  const client = await createClient(ctx, { name: 'First client' })
  expect(await steps()).toMatchObject({ client: true, project: false })
  const project = await createProject(ctx, {
    title: 'First project',
    clientId: client.id,
    cost: { amount: 100_00, currency: 'EUR' },
  })
  await createTask(ctx, { project: project.id, title: 'First task' })
  expect(await steps()).toMatchObject({ client: true, project: true, tasks: true, share: false })
  await closeFirstSteps(ctx, {})
  await closeFirstSteps(ctx, {})
  expect(await steps()).toBeNull()
})

test('who may not change the settings cannot put them away for others', async () => {
  await expect(closeFirstSteps((await joinedAs(owner, 'fresh', 'developer')).ctx, {})).rejects.toMatchObject({
    status: 403,
  })
})
