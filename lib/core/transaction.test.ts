import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import type { OrganizationId } from './context'
import { closePool, inTenant, type Tx } from './transaction'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const nobody = '01990000-0000-7000-8000-000000000001' as OrganizationId
const ask = (tx: Tx) => tx.execute(sql`select app_org() as org`)

/** One part of the work gives up while another still has a question to ask. */
const halfGivenUp = (late: (answer: unknown) => void) =>
  inTenant(nobody, (tx) =>
    Promise.all([
      (async () => {
        await ask(tx)
        await ask(tx)
        await new Promise((resolve) => setTimeout(resolve, 20))
        await ask(tx)
      })().then(late, late),
      ask(tx).then(() => {
        throw new Error('not found')
      }),
    ]),
  )

test('work that goes on after its transaction was rolled back asks nothing any more, and no connection is lost', async () => {
  const late: unknown[] = []
  for (let round = 0; round < 30; round++)
    await expect(halfGivenUp((answer) => late.push(answer))).rejects.toThrow('not found')
  await expect.poll(() => late.length).toBe(30)
  expect(late.every((answer) => answer instanceof Error)).toBe(true)
  const answers = await Promise.all(Array.from({ length: 30 }, () => inTenant(nobody, ask)))
  expect(answers.map(([row]) => row?.org)).toEqual(Array(30).fill(nobody))
})

test('a failing query beside others leaves every connection usable', async () => {
  const failing = () =>
    inTenant(nobody, (tx) =>
      Promise.all([ask(tx), tx.execute(sql`select 1 / 0`), ask(tx), ask(tx).then(() => ask(tx))]),
    )
  const outcomes = await Promise.allSettled(Array.from({ length: 40 }, failing))
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  const answers = await Promise.all(Array.from({ length: 30 }, () => inTenant(nobody, ask)))
  expect(answers).toHaveLength(30)
})

test('a question with a value that was never given is refused, and no connection waits for it', async () => {
  const unclear = () => inTenant(nobody, (tx) => tx.execute(sql`select ${undefined}::text`))
  const outcomes = await Promise.allSettled(Array.from({ length: 25 }, unclear))
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  const answers = await Promise.all(Array.from({ length: 30 }, () => inTenant(nobody, ask)))
  expect(answers).toHaveLength(30)
})
