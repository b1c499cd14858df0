import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { createProject } from '@/lib/projects/commands/create-project'
import { setProjectStatus } from '@/lib/projects/commands/set-status'
import { buildWorld, type World } from '@/lib/rest/world'
import { createTask } from '@/lib/tasks/commands/create-task'
import { updateTask } from '@/lib/tasks/commands/update-task'
import { decidePayment } from './commands/decide-payment'
import { recordPayment } from './commands/record-payment'

let database: TestDatabase
let sql: postgres.Sql
let world: World
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 2, onnotice: () => {} })
  world = await buildWorld()
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

let made = 0
const money = (amount: number) => ({ amount, currency: 'EUR' })
const project = (cost: number) =>
  createProject(world.people.salesperson.ctx, {
    title: 'Priced',
    key: `P${++made}X`,
    clientId: world.client.id,
    cost: money(cost),
    managerId: world.people.project_manager.memberId,
  })
const pay = (id: string, amount: number) =>
  recordPayment(world.people.salesperson.ctx, {
    project: id,
    amount: money(amount),
    method: 'CARD',
    reference: 'r',
    paidOn: '2026-01-02',
  })
const statusOf = async (id: string) => (await sql`select status from projects where id = ${id}`)[0]?.status

describe('the payment gate', () => {
  test('opens by itself when the required share is reached, not a cent before', async () => {
    const { id } = await project(10_001)
    const verifier = world.people.verifier.ctx
    const first = await pay(id, 5_000)
    expect(await decidePayment(verifier, { payment: first.id, decision: 'VERIFIED' })).toMatchObject({
      projectActivated: false,
    })
    expect(await statusOf(id)).toBe('AWAITING_PAYMENT')
    const cent = await pay(id, 1)
    expect(await decidePayment(verifier, { payment: cent.id, decision: 'VERIFIED' })).toMatchObject({
      projectActivated: true,
    })
    expect(await statusOf(id)).toBe('ACTIVE')
  })

  test('answers every way around it with the same error', async () => {
    const { id } = await project(10_000)
    const manager = world.people.project_manager.ctx
    const gate = { status: 409, problem: { code: 'PAYMENT_REQUIRED' } }
    await expect(createTask(manager, { project: id, title: 'Too early', status: 'IN_PROGRESS' })).rejects.toMatchObject(
      gate,
    )
    const task = await createTask(manager, { project: id, title: 'Planned' })
    for (const status of ['IN_PROGRESS', 'DONE'] as const)
      await expect(updateTask(manager, { task: task.id, version: 1, status })).rejects.toMatchObject(gate)
    const admin = world.people.admin.ctx
    await setProjectStatus(admin, { project: id, status: 'AWAITING_PAYMENT' })
    await expect(setProjectStatus(admin, { project: id, status: 'ACTIVE' })).rejects.toMatchObject(gate)
    await expect(sql`update tasks set status = 'DONE' where id = ${task.id}`).rejects.toMatchObject({ code: 'LB001' })
    await expect(
      sql`update projects set status = 'ACTIVE', unlocked_at = now() where id = ${id}`,
    ).rejects.toMatchObject({ code: 'LB001' })
  })

  test('cannot be opened by writing its mark', async () => {
    const { id } = await project(10_000)
    await sql`alter table projects disable trigger nothing_unheard`
    await sql`update projects set unlocked_at = now() where id = ${id}`
    await sql`alter table projects enable trigger nothing_unheard`
    expect((await sql`select unlocked_at from projects where id = ${id}`)[0]?.unlocked_at).toBeNull()
  })

  test('is open at once for a project that costs nothing', async () => {
    const { id } = await project(0)
    expect(await setProjectStatus(world.people.admin.ctx, { project: id, status: 'AWAITING_PAYMENT' })).toMatchObject({
      status: 'ACTIVE',
    })
  })

  test('sees two halves that are verified at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await project(10_000)
      const halves = await Promise.all([pay(id, 2_500), pay(id, 2_500)])
      await Promise.all(
        halves.map((half) => decidePayment(world.people.verifier.ctx, { payment: half.id, decision: 'VERIFIED' })),
      )
      expect(await statusOf(id)).toBe('ACTIVE')
    }
  })
})

describe('four eyes', () => {
  test('whoever recorded a payment cannot decide about it, not even as owner', async () => {
    const { id } = await project(10_000)
    const { owner } = world.people
    const own = await recordPayment(owner.ctx, {
      project: id,
      amount: money(1),
      method: 'CASH',
      reference: 'r',
      paidOn: '2026-01-02',
    })
    await expect(decidePayment(owner.ctx, { payment: own.id, decision: 'VERIFIED' })).rejects.toMatchObject({
      status: 403,
      problem: { code: 'FOUR_EYES' },
    })
    await expect(
      sql`update payments set status = 'VERIFIED', decided_by_id = recorded_by_id, decided_at = now() where id = ${own.id}`,
    ).rejects.toMatchObject({ constraint_name: 'payments_four_eyes' })
  })

  test('a rejection needs a reason, in the form and in the database', async () => {
    const { id } = await project(10_000)
    const { id: payment } = await pay(id, 100)
    await expect(
      decidePayment(world.people.verifier.ctx, { payment, decision: 'REJECTED', reason: '  ' }),
    ).rejects.toMatchObject({
      status: 400,
      problem: { errors: [{ path: 'reason' }] },
    })
    await expect(
      sql`update payments set status = 'REJECTED', decided_at = now(), decided_by_id = ${world.people.verifier.memberId} where id = ${payment}`,
    ).rejects.toMatchObject({ constraint_name: 'payments_rejection_has_reason' })
  })
})

describe('a hundred people at once', () => {
  test('deciding about one payment: one wins, the others are told, one event is written', async () => {
    const { id } = await project(10_000)
    const { id: payment } = await pay(id, 5_000)
    const deciders = [world.people.verifier.ctx, world.people.admin.ctx, world.people.owner.ctx]
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        decidePayment(
          deciders[n % 3] as (typeof deciders)[number],
          n % 2 ? { payment, decision: 'VERIFIED' } : { payment, decision: 'REJECTED', reason: 'No' },
        ),
      ),
    )
    const lost = answers.filter((answer) => answer.status === 'rejected')
    expect(lost).toHaveLength(99)
    for (const { reason } of lost) expect(reason).toMatchObject({ status: 409, problem: { code: 'ALREADY_DECIDED' } })
    const events =
      await sql`select type from outbox where subject_id = ${payment} and type in ('payment.verified', 'payment.rejected')`
    expect(events).toHaveLength(1)
    const activated = await sql`select 1 from outbox where subject_id = ${id} and type = 'project.activated'`
    expect(activated).toHaveLength(events[0]?.type === 'payment.verified' ? 1 : 0)
  })

  test('creating tasks in one project: numbers 1 to 50, none missing, also with failures between', async () => {
    const { id } = await project(10_000)
    const manager = world.people.project_manager.ctx
    const answers = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) =>
        createTask(manager, { project: id, title: `Task ${n}`, ...(n % 6 === 0 && { status: 'DONE' as const }) }),
      ),
    )
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(50)
    const numbers = (await sql`select number from tasks where project_id = ${id} order by number`).map(
      (row) => row.number,
    )
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })
})
