import { describe, expect, test } from 'vitest'
import { listComments } from '@/lib/comments/queries'
import type { RoleKey } from '@/lib/rest/world'
import { assignTicket } from './commands/assign-ticket'
import { escalateTicket } from './commands/escalate-ticket'
import { openTicket } from './commands/open-ticket'
import { updateTicket } from './commands/update-ticket'
import { watchTickets } from './jobs'
import { countTickets, listTickets, ticketHistory } from './queries'
import { refusal, ticketDesk } from './testing'

const desk = ticketDesk()

describe('a ticket', () => {
  test('gets the next number of the organization, also when many open one at once', async () => {
    const before = (await desk.seen()).number
    const opened = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        openTicket(desk.as(n % 2 ? 'client' : 'support'), { project: 'DURA', title: `${n}` }),
      ),
    )
    expect(opened.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 8 }, (_, n) => before + n + 1),
    )
    expect(opened[0]?.key).toMatch(/^SUP-\d+$/)
  })

  test('is opened on projects that one sees and whose work has started', async () => {
    const waits = { project: 'WAIT', title: 'Too early' }
    await expect(openTicket(desk.as('client'), waits)).rejects.toMatchObject({ status: 404 })
    await expect(openTicket(desk.as('support'), waits)).rejects.toMatchObject(refusal('WRONG_STATUS'))
    await expect(openTicket(desk.as('verifier'), { project: 'DURA', title: 'No' })).rejects.toMatchObject(
      refusal('FORBIDDEN', { missing: 'support.tickets.create' }),
    )
  })

  test('is told to the desk and the manager, never to who opened it', async () => {
    expect(await desk.told('ticket.opened')).toEqual(['project_manager', 'support'])
  })

  test('is found by its key, its words and its project, by time left', async () => {
    const { key } = await desk.seen()
    const list = (input: Parameters<typeof listTickets>[1]) => listTickets(desk.as('support'), { limit: 100, ...input })
    expect((await list({ q: key.toLowerCase() })).items.map(({ id }) => id)).toEqual([desk.id])
    await desk.sql`update tickets set response_due_at = now() - interval '1 minute' where id = ${desk.id}`
    expect((await list({ status: 'UNRESOLVED', project: 'DURA' })).items[0]).toMatchObject({
      id: desk.id,
      clock: { breached: true, minutesLeft: 0 },
    })
    expect((await list({ breached: true })).items.map(({ id }) => id)).toEqual([desk.id])
    expect((await countTickets(desk.as('support'), {})).breached).toBe(1)
    await desk.move('support', 'RESOLVED')
    expect((await list({})).items.at(-1)?.id).toBe(desk.id)
    expect((await list({ breached: true })).items).toEqual([])
  })

  test('shows who speaks for the client nothing of how the team works', async () => {
    await assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: desk.member('support') })
    await escalateTicket(desk.as('support'), { ticket: desk.id, reason: 'A secret reason' })
    const { key } = await desk.seen()
    const shown = JSON.stringify([await desk.seen('client'), await listTickets(desk.as('client'), { q: key })])
    for (const secret of ['Person support', 'secret reason', desk.member('support')])
      expect(shown).not.toContain(secret)
    expect(await desk.seen('client')).toMatchObject({ escalationLevel: null, people: [], requester: { me: true } })
    await expect(ticketHistory(desk.as('client'), { ticket: desk.id })).rejects.toMatchObject({ status: 404 })
    expect((await ticketHistory(desk.as('support'), { ticket: desk.id })).map(({ event }) => event)).toContain(
      'ticket.escalated',
    )
  })
})

describe('the status of a ticket', () => {
  test('stops its clock while the client is asked, and moves the targets by that time', async () => {
    const before = await desk.seen()
    await desk.move('support', 'WAITING_ON_CLIENT')
    expect((await desk.seen()).clock.state).toBe('waiting')
    await desk.sql`update tickets set waiting_since = now() - interval '14 days' where id = ${desk.id}`
    await desk.move('support', 'IN_PROGRESS')
    const after = await desk.seen()
    // Ten working days of eight hours, on whatever day this runs.
    expect(after.resolutionDueAt.getTime()).toBeGreaterThan(before.resolutionDueAt.getTime() + 13 * 86_400_000)
    expect(after.responseDueAt.getTime()).toBeGreaterThan(before.responseDueAt.getTime() + 13 * 86_400_000)
    await updateTicket(desk.as('support'), { ticket: desk.id, version: after.version, priority: 'HIGH' })
    expect((await desk.seen()).resolutionDueAt.getTime()).toBeGreaterThan(after.resolutionDueAt.getTime())
  })

  test('goes its ways only', async () => {
    await expect(desk.move('support', 'OPEN')).resolves.toMatchObject({ status: 'OPEN' })
    await desk.move('support', 'RESOLVED')
    await expect(desk.move('support', 'IN_PROGRESS')).rejects.toMatchObject(refusal('WRONG_STATUS'))
    await desk.move('support', 'OPEN')
    expect(await desk.seen()).toMatchObject({ resolvedAt: null, closedAt: null })
  })

  test('is the client’s to end and to take up again, and nothing else of it', async () => {
    for (const status of ['IN_PROGRESS', 'WAITING_ON_CLIENT', 'RESOLVED'] as const)
      await expect(desk.move('client', status)).rejects.toMatchObject(
        refusal('FORBIDDEN', { missing: 'tasks.comments.view_internal' }),
      )
    const { version } = await desk.seen('client')
    await expect(updateTicket(desk.as('client'), { ticket: desk.id, version, priority: 'LOW' })).rejects.toMatchObject({
      status: 403,
    })
    await updateTicket(desk.as('client'), {
      ticket: desk.id,
      version,
      title: 'It broke again',
      description: 'Since today',
    })
    await desk.move('client', 'CLOSED')
    await desk.move('client', 'OPEN')
    expect((await desk.seen('client')).moves).toEqual(['CLOSED'])
  })

  test('is not overwritten by who has not seen the last one', async () => {
    const { version } = await desk.seen()
    await desk.move('support', 'IN_PROGRESS')
    await expect(
      updateTicket(desk.as('support'), { ticket: desk.id, version, status: 'RESOLVED' }),
    ).rejects.toMatchObject(refusal('STALE'))
  })

  test('is told to who asked', async () => {
    await desk.move('support', 'WAITING_ON_CLIENT')
    expect(await desk.told('ticket.status_changed')).toEqual(['client'])
    await desk.move('support', 'RESOLVED')
    expect(await desk.told('ticket.resolved')).toEqual(['client'])
  })

  test('becomes closed by itself a week after it was resolved, once', async () => {
    await desk.move('support', 'RESOLVED')
    await desk.sql`update tickets set resolved_at = now() - interval '6 days 23 hours' where id = ${desk.id}`
    await watchTickets(desk.organizationId(), new Date())
    expect((await desk.seen()).status).toBe('RESOLVED')
    await desk.sql`update tickets set resolved_at = now() - interval '7 days' where id = ${desk.id}`
    expect((await watchTickets(desk.organizationId(), new Date())).closed).toBe(1)
    expect((await desk.seen()).status).toBe('CLOSED')
    expect((await watchTickets(desk.organizationId(), new Date())).closed).toBe(0)
  })
})

describe('a reply', () => {
  test('of the client is shared, goes on with what waited for them and opens what was resolved', async () => {
    await desk.move('support', 'WAITING_ON_CLIENT')
    expect(await desk.say('client', 'Here is what you asked for')).toMatchObject({ shared: true })
    expect(await desk.seen()).toMatchObject({ status: 'IN_PROGRESS', waitingSince: null })
    await desk.move('support', 'RESOLVED')
    await desk.say('client', 'It is back')
    expect(await desk.seen()).toMatchObject({ status: 'OPEN', resolvedAt: null })
    await desk.move('support', 'CLOSED')
    await desk.say('client', 'Thank you')
    expect((await desk.seen()).status).toBe('CLOSED')
  })

  test('of the team is the first answer only when the client can read it', async () => {
    await desk.say('support', 'Looking into it')
    expect((await desk.seen()).respondedAt).toBeNull()
    await desk.say('support', 'We are on it', true)
    const { respondedAt, clock } = await desk.seen()
    expect(respondedAt).toBeInstanceOf(Date)
    expect(clock.target).toBe('resolution')
    await desk.say('support', 'Still on it', true)
    expect((await desk.seen()).respondedAt).toEqual(respondedAt)
    expect(await desk.count('ticket.answered')).toBe(1)
  })

  test('for the team only stays there', async () => {
    await desk.say('support', 'The client must not read this')
    await desk.say('support', 'Good morning', true)
    const bodies = async (key: RoleKey) =>
      (await listComments(desk.as(key), { ticket: desk.id })).items.map(({ body }) => body)
    expect(await bodies('client')).toEqual(['Good morning'])
    expect(await bodies('support')).toHaveLength(2)
  })

  test('reaches who has the ticket, else the desk; and who asked when it is shared', async () => {
    await desk.say('client', 'Anybody there?')
    expect(await desk.told('comment.created')).toEqual(['project_manager', 'support'])
    await assignTicket(desk.as('support'), { ticket: desk.id, assigneeId: desk.member('developer') })
    await desk.say('client', 'Hello?')
    expect(await desk.told('comment.created')).toEqual(['developer'])
    await desk.say('support', 'Between us')
    expect(await desk.told('comment.created')).toEqual(['developer'])
    await desk.say('developer', 'Hello!', true)
    expect(await desk.told('comment.created')).toEqual(['client', 'support'])
    const mention = `@[Person project_manager](${desk.member('project_manager')}) @[C](${desk.member('client')})`
    await desk.say('support', `Please look, ${mention}`)
    expect(await desk.told('comment.created')).toEqual(['developer', 'project_manager'])
  })
})
