import { readFileSync, realpathSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { RoundTrips } from '../bench/round-trips'
import { StatementCount } from '../bench/statements'
import { Visitor } from '../bench/visitor'
import { demoPassword } from '../lib/accounts/demo'
import { addresses, pagesOf } from './acme-pages'
import { entrances } from './entrances'
import { Product } from './kill/product'

test.describe.configure({ retries: 0 })

/** DESIGN.md, "Speed": one question for access, at most three round trips for the data. */
const most = 3
/** The question for access; BEGIN and COMMIT of the one transaction in which a page reads. */
const frame = 3
/** How many statements some pages fly in their round trips; each of these numbers may only fall. */
const statements: Record<string, number> = {
  '/[org]': 13,
  '/[org]/clients/[client]': 5,
  '/[org]/notifications/settings': 4,
  '/[org]/projects/[project]': 10,
  '/[org]/projects/[project]/tickets': 6,
  '/[org]/projects/[project]/timeline': 5,
  '/[org]/tasks/[task]': 14,
  '/[org]/tickets': 5,
  '/[org]/tickets/[ticket]': 10,
}

let product: Product
test.beforeAll(async () => {
  test.setTimeout(300_000)
  product = await Product.start('questions')
  const sql = product.sql()
  await expect
    .poll(async () => (await sql`select count(*)::int as waiting from outbox where state = 'pending'`)[0]?.waiting, {
      timeout: 60_000,
    })
    .toBe(0)
  await sql.end()
})
test.afterAll(() => product?.stop())

/** Every page of an organization with something to show on it. */
async function shownTo(owner: Visitor): Promise<{ page: string; path: string }[]> {
  const fill = await addresses((list) => owner.rest('GET', `acme/${list}`))
  const found = pagesOf(fill).filter(({ page, path }) => entrances[page] === 'member' && !path.includes('none'))
  expect(found.length).toBeGreaterThan(30)
  return found
}

/** The first count within `enough`, of six at most: a job may ask something in between. */
async function within<T>(count: () => Promise<T>, enough: (found: T) => boolean): Promise<T> {
  let found = await count()
  for (let attempt = 1; attempt < 6 && !enough(found); attempt++) found = await count()
  return found
}

test('a page asks the database once for access, and goes there at most three times for its data', async () => {
  test.skip(process.platform !== 'linux', 'A second web process is given the environment of the first by /proc')
  test.setTimeout(240_000)
  const tap = await RoundTrips.to(product.databasePort())
  const web = await product.webOver(tap.port)
  try {
    const owner = await Visitor.signIn(web.url, 'owner@acme.test', demoPassword)
    const found: Record<string, number> = {}
    for (const { page, path } of await shownTo(owner)) {
      await owner.page(path)
      found[page] = await within(
        () => tap.of(() => owner.page(path)),
        (trips) => trips <= frame + most,
      )
    }
    expect(Object.entries(found).filter(([, trips]) => trips > frame + most)).toEqual([])
    // A wire tap that hears nothing would let everything pass.
    expect(Math.min(...Object.values(found))).toBeGreaterThanOrEqual(1)
    await owner.close()
  } finally {
    await web.stop()
    await tap.stop()
  }
})

test('no page asks the database for access twice, or with more statements than it did', async () => {
  test.setTimeout(240_000)
  const sql = product.sql()
  try {
    const log = realpathSync('.lobby/questions/postgres/data/server.log')
    const count = new StatementCount(sql, (from = 0) => {
      const whole = readFileSync(log)
      return { text: whole.subarray(from).toString('utf8'), end: whole.length }
    })
    const owner = await Visitor.signIn(product.url, 'owner@acme.test', demoPassword)
    const pages = await shownTo(owner)
    await count.start()
    const found: Record<string, { access: number; data: number }> = {}
    for (const { page, path } of pages) {
      await owner.page(path)
      found[page] = await within(
        () => count.of(() => owner.page(path)),
        ({ access, data }) => access === 1 && data <= (statements[page] ?? most),
      )
    }
    await count.stop()

    const entries = Object.entries(found)
    expect(entries.filter(([, { access }]) => access !== 1)).toEqual([])
    expect(entries.filter(([page, { data }]) => data > (statements[page] ?? most))).toEqual([])
    // Whoever brought one down takes it off the list.
    expect(Object.keys(statements).filter((page) => (found[page]?.data ?? 0) <= most)).toEqual([])
    await owner.close()
  } finally {
    await sql.end()
  }
})
