import { expect, test } from 'vitest'
import { worldOfTest } from '@/lib/core/testing'
import { getProject } from '@/lib/projects/queries'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { getTicket } from '@/lib/tickets/queries'
import { listWatchers } from '../queries'
import { setSubscription } from './set-subscription'

const here = worldOfTest()

test('somebody watches once, changes their mind, and takes it back', async () => {
  const { ctx, memberId } = here.world.people.developer
  const task = here.world.tasks.assigned.id
  await setSubscription(ctx, { task, mode: 'WATCH' })
  await setSubscription(ctx, { task, mode: 'WATCH' })
  expect(await listWatchers(ctx, { task })).toMatchObject({ mode: 'WATCH', watchers: [{ id: memberId }] })
  await setSubscription(ctx, { task, mode: 'MUTE' })
  expect(await listWatchers(ctx, { task })).toEqual({ mode: 'MUTE', watchers: [] })
  await setSubscription(ctx, { task, mode: null })
  await setSubscription(ctx, { project: here.world.projects.active.id, mode: 'MUTE' })
  const rows = await here.sql`select task_id, mode from subscriptions where member_id = ${memberId}`
  expect(rows.map((row) => ({ ...row }))).toEqual([{ task_id: null, mode: 'MUTE' }])
})

test('the client watches what was shared with them and learns no names', async () => {
  const task = here.world.tasks.assigned.id
  await setSubscription(here.world.people.project_manager.ctx, { task, mode: 'WATCH' })
  const { ctx } = here.world.people.client
  await setSubscription(ctx, { task, mode: 'WATCH' })
  expect(await listWatchers(ctx, { task })).toEqual({ mode: 'WATCH', watchers: [] })
  await expect(setSubscription(ctx, { task: here.world.tasks.blocked.id, mode: 'WATCH' })).rejects.toMatchObject({
    status: 404,
  })
})

test('a project and a ticket say whether one watches or mutes them, to oneself only', async () => {
  const [{ ctx }, other] = [here.world.people.project_manager, here.world.people.developer]
  const project = here.world.projects.active.id
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
