import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { createTask } from './commands/create-task'
import { getTask } from './queries'

const here = worldOfTest()

test('a part of a task that somebody may not see does not say which one it is a part of', async () => {
  const { owner, client } = here.world.people
  const whole = here.world.tasks.blocked.id
  const { project } = await getTask(owner.ctx, { task: whole })
  const { id: task } = await createTask(owner.ctx, { project: project.id, title: 'Their own', parentId: whole })
  // Its maker became a contact of the client since; no command does that to a task.
  await here.sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`update tasks set created_by_id = ${client.memberId} where id = ${task}`
  })
  expect(await getTask(owner.ctx, { task })).toMatchObject({ parentId: whole, parent: { id: whole } })
  expect(await getTask(client.ctx, { task })).toMatchObject({ parentId: null, parent: null })
})
