import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { buildWorld, type World } from '@/lib/rest/world'
import type { Context } from './context'
import { inReading } from './reading'
import { closePool, type Tx } from './transaction'

let database: TestDatabase
let here: World
let neighbour: World
beforeAll(async () => {
  database = await testDatabase()
  here = await buildWorld('here')
  neighbour = await buildWorld('neighbour')
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

/** Which transaction somebody is in, and whose rows it shows. */
const where = async (tx: Tx) => {
  const [row] = await tx.execute<{ backend: number; began: string; organization: string }>(
    sql`select pg_backend_pid() as backend, now()::text as began, current_setting('app.organization_id') as organization`,
  )
  if (!row) throw new Error('No answer')
  return row
}
const again = (ctx: Context): Context => ({ ...ctx })

describe('what one caller reads', () => {
  test('at once, is read in one transaction', async () => {
    const ctx = again(here.people.owner.ctx)
    const seen = await Promise.all(Array.from({ length: 5 }, () => inReading(ctx, where)))
    expect(new Set(seen.map(({ backend, began }) => `${backend} ${began}`)).size).toBe(1)
  })

  test('as soon as the first answer is there, is read in the same transaction', async () => {
    const ctx = again(here.people.owner.ctx)
    const first = await inReading(ctx, where)
    expect(await inReading(ctx, where)).toEqual(first)
  })

  test('is never read in the transaction of another caller, whoever reads meanwhile', async () => {
    const seen = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const { ctx } = (index % 2 ? here : neighbour).people.owner
        const own = again(ctx)
        const answers = await Promise.all([inReading(own, where), inReading(own, where)])
        return answers.every(({ organization }) => organization === ctx.organization.id)
      }),
    )
    expect(seen).not.toContain(false)
  })

  test('cannot be written', async () => {
    const ctx = again(here.people.owner.ctx)
    const writing = inReading(ctx, (tx) => tx.execute(sql`update organizations set name = 'Mine now'`))
    await expect(writing).rejects.toMatchObject({ cause: { code: '25006' } })
  })

  test('is answered even when a question beside it goes wrong', async () => {
    const ctx = again(here.people.owner.ctx)
    const [wrong, right] = await Promise.allSettled([
      inReading(ctx, (tx) => tx.execute(sql`select 1 / 0`)),
      inReading(ctx, where),
    ])
    expect(wrong).toMatchObject({ status: 'rejected', reason: { cause: { code: '22012' } } })
    expect(right).toMatchObject({ status: 'fulfilled', value: { organization: ctx.organization.id } })
  })
})
