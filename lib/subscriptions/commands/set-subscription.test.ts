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

test('the trail says what somebody watches, not what they mute, and nobody else hears of it', async () => {
  const { ctx, memberId } = here.world.people.support
  const ticket = await openTicket(ctx, { project: here.world.projects.active.id, title: 'Printer on fire' })
  const key = `SUP-${(await getTicket(ctx, { ticket: ticket.id })).number}`
  for (const mode of ['WATCH', 'WATCH', 'MUTE', null, null] as const)
    await setSubscription(ctx, { ticket: ticket.id, mode })
  const told = await here.sql`select subject_type, project_id, before, after from audit_log
    where event = 'member.watching_changed' and subject_id = ${memberId} order by id`
  const about = { subject_type: 'member', project_id: null }
  expect(told.map((row) => ({ ...row }))).toEqual([
    { ...about, before: null, after: { watches: key } },
    { ...about, before: { watches: key }, after: null },
    { ...about, before: null, after: null },
  ])
  expect(await here.sql`select 1 from outbox where type = 'member.watching_changed'`).toEqual([])
})
