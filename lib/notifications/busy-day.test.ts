import { beforeAll, describe, expect, test } from 'vitest'
import { createComment } from '@/lib/comments/commands/create-comment'
import { decidePayment } from '@/lib/payments/commands/decide-payment'
import { recordPayment } from '@/lib/payments/commands/record-payment'
import { createProject } from '@/lib/projects/commands/create-project'
import { setProjectStaff } from '@/lib/projects/commands/set-staff'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import type { RoleKey } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { assignTicket } from '@/lib/tickets/commands/assign-ticket'
import { openTicket } from '@/lib/tickets/commands/open-ticket'
import { noticeWorld } from './testing'

const house = noticeWorld()

/** The one who joined a single project this morning, as a developer among people who have been here for long. */
const newcomer: RoleKey = 'developer'
let happened = 0
let minutes = 0
let mails: Awaited<ReturnType<typeof house.deliver>> = []

const as = (key: RoleKey) => house.as(key)
const call = (key: RoleKey) => `@[Person](${house.member(key)})`
const euro = (amount: number) => ({ amount, currency: 'EUR' })

/** One thing happens and is delivered; the next comes a moment later, or after a pause. */
async function then<T>(work: Promise<T>, pause = 0): Promise<T> {
  const result = await work
  const before = await house.pending()
  happened += before.length
  mails.push(...(await house.deliver()))
  if (pause > 0) {
    minutes += pause
    await house.later(pause)
  }
  return result
}
const say = (
  who: RoleKey,
  about: { task?: string; ticket?: string; project?: string },
  body: string,
  more: object = {},
) => createComment(as(who), { ...about, body, ...more } as never)
const move = (who: RoleKey, task: { id: string; version: number }, status: 'TODO' | 'IN_PROGRESS' | 'DONE') =>
  updateTask(as(who), { task: task.id, version: task.version, status })

/** What is addressed to the newcomer in the course of the day, as its lines must read. */
const addressed: RegExp[] = []

beforeAll(async () => {
  // The newcomer is on no other project, and has no tasks yet.
  await house.sql`update tasks set assignee_id = null`
  await house.forget()

  const pm = 'project_manager' as const
  const other = await createProject(as('salesperson'), {
    title: 'Another house',
    key: 'OTHER',
    clientId: house.world.client.id,
    cost: euro(10_000),
    managerId: house.member(pm),
    verifierId: house.member('verifier'),
  })
  await setProjectStaff(as('owner'), { project: other.id, memberIds: [house.member('support')] })
  const paid = await recordPayment(as('salesperson'), {
    project: other.id,
    amount: euro(10_000),
    method: 'BANK_TRANSFER',
    reference: 'TR-9',
    paidOn: '2026-09-01',
    proof: {
      name: 'proof.png',
      contentBase64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    },
  })
  await decidePayment(as('verifier'), { payment: paid.id, decision: 'VERIFIED' })
  await house.forget()
  mails = []

  // Morning: the newcomer is put on the project; plans are made in both.
  await then(setProjectStaff(as('owner'), { project: 'DURA', memberIds: [] }))
  await then(setProjectStaff(as('owner'), { project: 'DURA', memberIds: [house.member(newcomer)] }), 20)
  addressed.push(/put you on DURA/)
  const make = (project: string, title: string, assigneeId?: string) =>
    then(createTask(as(pm), { project, title, assigneeId }))
  const planned = []
  for (let n = 1; n <= 12; n++) planned.push(await make('DURA', `Plan ${n}`))
  for (let n = 1; n <= 12; n++) planned.push(await make('OTHER', `Else ${n}`))
  const mine = await make('DURA', 'The newcomer’s first task', house.member(newcomer))
  addressed.push(/assigned DURA-\d+ The newcomer’s first task to you/)
  await then(Promise.resolve(), 30)

  // Conversations in bursts, on tasks of others.
  for (const task of planned.slice(0, 6)) {
    for (let n = 1; n <= 6; n++) await then(say(n % 2 ? pm : 'admin', { task: task.id }, `Point ${n}`))
    await then(Promise.resolve(), 15)
  }
  for (const task of planned.slice(12, 18))
    for (let n = 1; n <= 6; n++) await then(say(n % 2 ? pm : 'admin', { task: task.id }, `Elsewhere ${n}`), 2)

  // Work moves.
  const started = []
  for (const task of planned) started.push(await then(move(pm, task, 'IN_PROGRESS')))
  for (const task of started.slice(0, 16)) await then(move(pm, task, 'DONE'), 1)

  // A lively quarter of an hour on the newcomer's own task, with a question in the middle.
  for (let n = 1; n <= 9; n++) await then(say(pm, { task: mine.id }, `Detail ${n}`), 1)
  const question = planned[3]?.id ?? ''
  await then(say('admin', { task: question }, `${call(newcomer)} do you know why it fails?`))
  addressed.push(/mentioned you on DURA-\d+ Plan 4/)
  for (let n = 1; n <= 6; n++) await then(say(pm, { task: question }, `Guess ${n}`), 1)

  // Money: none of it is the newcomer's.
  for (let n = 1; n <= 4; n++) {
    const { id } = await then(
      recordPayment(as('salesperson'), {
        project: 'DURA',
        amount: euro(1_000 + n),
        method: 'CASH',
        reference: `N-${n}`,
        paidOn: '2026-09-02',
        proof: {
          name: 'proof.png',
          contentBase64:
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        },
      }),
    )
    await then(
      decidePayment(as('verifier'), {
        payment: id,
        ...(n === 4 ? { decision: 'REJECTED', reason: 'Blurred' } : { decision: 'VERIFIED' }),
      } as never),
      5,
    )
  }

  // The client writes; support answers; one ticket is the newcomer's.
  const tickets = []
  for (let n = 1; n <= 6; n++)
    tickets.push(await then(openTicket(as('client'), { project: 'DURA', title: `Trouble ${n}` })))
  for (const { id } of tickets.slice(1)) {
    await then(assignTicket(as('support'), { ticket: id, assigneeId: house.member('support') }))
    await then(say('support', { ticket: id }, 'We look into it.', { shared: true }))
    await then(say('client', { ticket: id }, 'Thank you.', { shared: true }), 3)
  }
  const ticket = tickets[0]?.id ?? ''
  await then(assignTicket(as('support'), { ticket, assigneeId: house.member(newcomer) }))
  addressed.push(/assigned SUP-\d+ Trouble 1 to you/)
  await then(say('client', { ticket }, 'Is it fixed?', { shared: true }), 20)
  addressed.push(/replied on SUP-\d+ Trouble 1/)

  // Evening: more talk elsewhere, and a project rests.
  for (let n = 1; n <= 10; n++) await then(say(pm, { project: 'OTHER' }, `Minutes ${n}`), 1)
  await then(setProjectStatus(as(pm), { project: 'OTHER', status: 'ON_HOLD', note: 'The client is on holiday' }))
}, 240_000)

describe('on a busy day', () => {
  test('at least two hundred things happen, over hours', () => {
    expect(happened).toBeGreaterThanOrEqual(200)
    expect(minutes).toBeGreaterThan(120)
  })

  test('somebody new on one project gets fewer than ten notices', async () => {
    const lines = (await house.unread(newcomer)).map(({ title }) => title)
    expect(lines.length, lines.join('\n')).toBeLessThan(10)
  })

  test('and misses nothing that was addressed to them, in the product and by mail', async () => {
    const lines = (await house.unread(newcomer)).map(({ title }) => title)
    for (const line of addressed)
      expect(
        lines.filter((title) => line.test(title)),
        String(line),
      ).toHaveLength(1)
    const mailed = mails.filter(({ memberId }) => memberId === house.member(newcomer))
    expect(mailed.map(({ type }) => type).sort()).toEqual(
      ['comment.created', 'comment.created', 'project.staffed', 'task.assigned', 'ticket.assigned'].sort(),
    )
  })

  test('and is told of no money and of nothing outside the project', async () => {
    const unread = await house.unread(newcomer)
    expect([...new Set(unread.map(({ project }) => project?.key))]).toEqual(['DURA'])
    expect(unread.map(({ kind }) => kind)).not.toContain('verify')
  })
})
