import { describe, expect, test } from 'vitest'
import { inTenant } from '@/lib/core/transaction'
import { recipientsOf } from '@/lib/notifications/reasons'
import type { RoleKey } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { assignTicket } from './commands/assign-ticket'
import { deleteTicket, restoreTicket } from './commands/delete-ticket'
import { escalateTicket } from './commands/escalate-ticket'
import { createTaskForTicket, linkTask, unlinkTask } from './commands/link-task'
import { resolveByTask } from './commands/resolve-by-task'
import { watchTickets } from './jobs'
import { listTickets, ticketHistory } from './queries'
import { refusal, ticketDesk } from './testing'

const desk = ticketDesk()

describe('who has a ticket', () => {
  test('is a colleague who sees it and works on tickets', async () => {
    const assign = (key: RoleKey) => assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: desk.member(key) })
    await assign('developer')
    expect(await desk.told('ticket.assigned')).toEqual(['developer'])
    expect((await desk.seen('developer')).may).toMatchObject({ edit: true, assign: false })
    for (const key of ['client', 'verifier', 'salesperson', 'member'] as const)
      await expect(assign(key)).rejects.toMatchObject(refusal('INVALID', { errors: [{ path: 'assigneeId' }] }))
    await assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: null })
    expect((await listTickets(desk.as('support'), { assignee: 'none' })).items.map(({ id }) => id)).toContain(desk.id)
    await expect(assignTicket(desk.as('developer'), { ticket: desk.id, assigneeId: null })).rejects.toMatchObject(
      refusal('FORBIDDEN', { missing: 'support.tickets.assign' }),
    )
  })

  test('is one of those who are offered', async () => {
    const { people } = await desk.seen()
    const offered = people.filter(({ assignable }) => assignable).map(({ name }) => name)
    expect(offered).toEqual(expect.arrayContaining(['Person developer', 'Person project_manager', 'Person support']))
    expect(people.map(({ name }) => name)).not.toContain('Person client')
    for (const { id, assignable } of people)
      if (assignable) await assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: id })
  })
})

describe('an escalation', () => {
  test('calls other people at each level, with its reason, three times', async () => {
    const up = () => escalateTicket(desk.as('support'), { ticket: desk.id, reason: 'The shop is down' })
    expect(await up()).toMatchObject({ escalationLevel: 1 })
    expect(await desk.told('ticket.escalated')).toEqual(['project_manager'])
    await up()
    expect(await desk.told('ticket.escalated')).toEqual(['admin'])
    await up()
    expect(await desk.told('ticket.escalated')).toEqual(['owner'])
    await expect(up()).rejects.toMatchObject(refusal('ESCALATED_FULLY'))
    expect((await ticketHistory(desk.as('support'), { ticket: desk.id }))[0]).toMatchObject({
      reason: 'The shop is down',
    })
  })

  test('needs a reason, and somebody who still waits', async () => {
    await expect(escalateTicket(desk.as('support'), { ticket: desk.id, reason: ' ' })).rejects.toMatchObject(
      refusal('INVALID'),
    )
    await desk.move('support', 'RESOLVED')
    await expect(escalateTicket(desk.as('support'), { ticket: desk.id, reason: 'x' })).rejects.toMatchObject(
      refusal('WRONG_STATUS'),
    )
  })

  test('goes up one level when two click at once', async () => {
    const both = await Promise.allSettled(
      [1, 2].map(() => escalateTicket(desk.as('support'), { ticket: desk.id, reason: 'Twice' })),
    )
    expect((await desk.seen()).escalationLevel).toBe(both.filter(({ status }) => status === 'fulfilled').length)
  })
})

describe('the task of a ticket', () => {
  test('resolves it when it is completed, once however often the event arrives', async () => {
    const task = await createTaskForTicket(desk.as('project_manager'), { ticket: desk.id })
    expect((await desk.seen()).task).toMatchObject({ key: task.task.key, status: 'TODO' })
    await updateTask(desk.as('developer'), { task: task.task.id, version: 1, status: 'DONE' }).catch(() =>
      updateTask(desk.as('project_manager'), { task: task.task.id, version: 1, status: 'DONE' }),
    )
    const { eventId } = await desk.event('task.completed')
    const system = await desk.system()
    const work = () => resolveByTask(system, { task: task.task.id, eventId })
    const outcomes = await Promise.all(Array.from({ length: 5 }, work))
    expect(outcomes.flatMap(({ resolved }) => resolved)).toEqual([desk.id])
    expect(await desk.seen()).toMatchObject({ status: 'RESOLVED' })
    expect(await desk.told('ticket.resolved')).toEqual(['client'])
    await desk.say('client', 'Not quite')
    await work()
    expect((await desk.seen()).status).toBe('OPEN')
  })

  test('leaves it alone when it was taken up again before anybody looked', async () => {
    const { id } = await createTask(desk.as('project_manager'), { project: 'DURA', title: 'Repair' })
    await linkTask(desk.as('support'), { ticket: desk.id, task: id })
    await updateTask(desk.as('project_manager'), { task: id, version: 1, status: 'DONE' })
    const { eventId } = await desk.event('task.completed')
    await updateTask(desk.as('project_manager'), { task: id, version: 2, status: 'IN_PROGRESS' })
    await resolveByTask(await desk.system(), { task: id, eventId })
    expect((await desk.seen()).status).toBe('OPEN')
  })

  test('is of the same project, seen by who links it, and none of the client’s business', async () => {
    const { blocked, assigned } = desk.world.tasks
    await expect(linkTask(desk.as('support'), { ticket: desk.id, task: blocked.id })).rejects.toMatchObject(
      refusal('INVALID', { errors: [{ path: 'task' }] }),
    )
    await expect(linkTask(desk.as('support'), { ticket: desk.id, task: 'NOPE-1' })).rejects.toMatchObject(
      refusal('INVALID'),
    )
    await expect(linkTask(desk.as('client'), { ticket: desk.id, task: assigned.id })).rejects.toMatchObject({
      status: 403,
    })
    await expect(createTaskForTicket(desk.as('support'), { ticket: desk.id })).rejects.toMatchObject(
      refusal('FORBIDDEN', { missing: 'tasks.tasks.create' }),
    )
    await linkTask(desk.as('support'), { ticket: desk.id, task: assigned.id })
    const linked = (await ticketHistory(desk.as('support'), { ticket: desk.id }))[0]
    expect(linked).toMatchObject({ event: 'ticket.linked', before: { task: null }, after: { task: assigned.key } })
    await unlinkTask(desk.as('support'), { ticket: desk.id })
    expect((await desk.seen()).task).toBeNull()
  })
})

describe('the clock', () => {
  const due = (response: string, resolution: string) =>
    desk.sql`update tickets set response_due_at = now() + ${response}::interval, resolution_due_at = now() + ${resolution}::interval where id = ${desk.id}`

  test('says that a target is missed once, however often and at whatever the same time it is asked', async () => {
    await watchTickets(desk.organizationId(), new Date())
    await due('-1 minute', '40 days')
    await Promise.all(Array.from({ length: 4 }, () => watchTickets(desk.organizationId(), new Date())))
    await watchTickets(desk.organizationId(), new Date())
    expect(await desk.count('ticket.breached')).toBe(1)
    expect(await desk.told('ticket.breached')).toEqual(['project_manager', 'support'])
    await due('-1 minute', '-1 minute')
    await watchTickets(desk.organizationId(), new Date())
    expect(await desk.count('ticket.breached')).toBe(2)
  })

  test('warns before, and tells who has it', async () => {
    await assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: desk.member('developer') })
    await due('40 days', '40 days')
    await watchTickets(desk.organizationId(), new Date())
    expect(await desk.count('ticket.breach_near')).toBe(0)
    // Whatever the hour: between now and one instant later there is hardly any working time.
    await due('1 second', '40 days')
    await watchTickets(desk.organizationId(), new Date())
    expect(await desk.count('ticket.breach_near')).toBe(1)
    expect(await desk.told('ticket.breach_near')).toEqual(['developer'])
  })

  test('says nothing while the client is asked', async () => {
    await desk.move('support', 'WAITING_ON_CLIENT')
    await due('-1 day', '-1 day')
    await watchTickets(desk.organizationId(), new Date())
    expect(await desk.count('ticket.breached')).toBe(0)
  })
})

test('a deleted ticket is gone for everybody until it is restored, and its notices with it', async () => {
  const facts = await desk.event('ticket.opened')
  await deleteTicket(desk.as('support'), { ticket: desk.id })
  await expect(desk.seen('client')).rejects.toMatchObject({ status: 404 })
  const system = await desk.system()
  expect(await inTenant(system.organization.id, (tx) => recipientsOf(tx, system, facts))).toEqual([])
  await restoreTicket(desk.as('support'), { ticket: desk.id })
  expect((await desk.seen('client')).title).toBe('It broke')
})
