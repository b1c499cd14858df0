import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { formatMoney, parseMinor } from '@/lib/core/money'
import { discountTotal, netTotal, requiredTotal } from './money'

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1 })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

test('the browser’s preview and the database agree to the cent on 3,000 projects', async () => {
  const share = fc.integer({ min: 0, max: 10_000 })
  const pricing = fc.record({
    costMinor: fc.integer({ min: 0, max: 90_000_000_000_000 }),
    discountMinor: fc.constant(0),
    discountBp: fc.option(share),
    taxBp: share,
    shareBp: share,
  })
  const cases = fc.sample(pricing, { numRuns: 3_000, seed: 7 })
  const [row] = await sql`
    select pg_get_expr(d.adbin, d.adrelid) as net from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
    where d.adrelid = 'projects'::regclass and a.attname = 'net_minor'`
  const found = await sql.unsafe<{ net: string; required: string }[]>(
    `select (${row?.net})::text as net, ceil((${row?.net})::numeric * share_bp / 10000)::bigint::text as required
     from unnest($1::bigint[], $2::int[], $3::int[], $4::int[]) with ordinality
       as p(cost_minor, discount_bp, tax_bp, share_bp, place), (select 0::bigint as discount_minor) none order by place`,
    [
      cases.map((c) => c.costMinor),
      cases.map((c) => c.discountBp),
      cases.map((c) => c.taxBp),
      cases.map((c) => c.shareBp),
    ] as never[],
  )
  const ours = cases.map((c) => ({ net: String(netTotal(c)), required: String(requiredTotal(netTotal(c), c.shareBp)) }))
  expect(found.map(({ net, required }) => ({ net, required }))).toEqual(ours)
})

describe('amounts', () => {
  test('a percentage is rounded half up, a cent short is short', () => {
    expect(discountTotal({ costMinor: 1_050, discountMinor: 0, discountBp: 500, taxBp: 0 })).toBe(53)
    expect(netTotal({ costMinor: 100_00, discountMinor: 10_00, discountBp: null, taxBp: 1_900 })).toBe(107_10)
    expect(requiredTotal(101, 5_000)).toBe(51)
  })

  test.each([
    ['1250', 'EUR', 125_000],
    ['1,250.50', 'EUR', 125_050],
    ['1.250,50', 'EUR', 125_050],
    ['12.5', 'EUR', 1_250],
    ['1.005', 'KWD', 1_005_000],
    ['500', 'JPY', 500],
    ['12.345', 'EUR', 1_234_500],
    ['-5', 'EUR', null],
    ['1e3', 'EUR', null],
    ['12.3456', 'EUR', null],
    ['', 'EUR', null],
    ['99999999999999999999', 'EUR', null],
  ])('“%s” %s is read as %s', (text, currency, minor) => expect(parseMinor(text, currency)).toBe(minor))

  test('are shown exactly, however large', () => {
    expect(formatMoney({ amount: 9_007_199_254_740_991, currency: 'EUR' }, 'en')).toBe('€90,071,992,547,409.91')
    expect(formatMoney({ amount: 5, currency: 'EUR' }, 'de')).toBe('0,05\u00a0€')
    expect(formatMoney({ amount: 500, currency: 'JPY' }, 'en')).toBe('¥500')
  })
})
