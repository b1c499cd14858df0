import { expect, test } from 'vitest'
import { createClient } from '@/lib/clients/commands/create-client'
import { deleteClient, restoreClient } from '@/lib/clients/commands/delete-client'
import { worldOfTest } from '@/lib/core/testing'
import { createLead } from '@/lib/leads/commands/create-lead'
import { deleteLead } from '@/lib/leads/commands/delete-lead'
import type { World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { deleteTask, restoreTask } from '@/lib/tasks/commands/delete-task'
import { listBin } from './queries'

const here = worldOfTest()

const labels = async (who: keyof World['people']) =>
  (await listBin(here.world.people[who].ctx, {})).items.map(({ label }) => label)

test('what was deleted is in the bin, the last first, until it is restored', async () => {
  const { ctx } = here.world.people.owner
  const task = await createTask(ctx, { project: 'DURA', title: 'Thrown away' })
  const client = await createClient(ctx, { name: 'Gone client' })
  const lead = await createLead(ctx, { company: 'Gone lead' })
  await deleteTask(ctx, { task: task.id })
  await deleteClient(ctx, { client: client.id })
  await deleteLead(ctx, { lead: lead.id })
  expect(await labels('owner')).toEqual(['Gone lead', 'Gone client', `${task.key} Thrown away`])
  await restoreTask(ctx, { task: task.id })
  await restoreClient(ctx, { client: client.id })
  expect(await labels('owner')).toEqual(['Gone lead'])
})

test('nobody finds in the bin what they may not delete', async () => {
  expect(await labels('member')).toEqual([])
  expect(await labels('client')).toEqual([])
  expect(await labels('salesperson')).toEqual([])
})

test('after 30 days it is gone for good', async () => {
  const { ctx } = here.world.people.owner
  const { id } = await createTask(ctx, { project: 'DURA', title: 'Old rubbish' })
  await deleteTask(ctx, { task: id })
  await here.sql`set session_replication_role = replica`
  await here.sql`update tasks set deleted_at = now() - interval '29 days 23 hours' where id = ${id}`
  expect((await labels('owner')).join()).toContain('Old rubbish')
  await here.sql`update tasks set deleted_at = now() - interval '30 days 1 minute' where id = ${id}`
  expect((await labels('owner')).join()).not.toContain('Old rubbish')
  await expect(restoreTask(ctx, { task: id })).rejects.toMatchObject({ status: 404 })
})
