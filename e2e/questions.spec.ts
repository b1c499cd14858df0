import { readFileSync, realpathSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { StatementCount } from '../bench/statements'
import { Visitor } from '../bench/visitor'
import { demoPassword } from '../lib/accounts/demo'
import { entrances } from './entrances'
import { Product } from './kill/product'

const most = 3
/** Pages that still ask more often for their data, and how often; each of these numbers may only fall. */
const overdrawn: Record<string, number> = {
  '/[org]': 13,
  '/[org]/clients/[client]': 5,
  '/[org]/members': 5,
  '/[org]/notifications/settings': 4,
  '/[org]/projects/[project]': 10,
  '/[org]/projects/[project]/tickets': 6,
  '/[org]/projects/[project]/timeline': 5,
  '/[org]/tasks/[task]': 14,
  '/[org]/tickets': 5,
  '/[org]/tickets/[ticket]': 10,
}

test('a page asks the database once for access, and at most three times for its data', async () => {
  test.setTimeout(400_000)
  const product = await Product.start('questions')
  const sql = product.sql()
  try {
    const log = realpathSync('.lobby/questions/postgres/data/server.log')
    const count = new StatementCount(sql, (from = 0) => {
      const whole = readFileSync(log)
      return { text: whole.subarray(from).toString('utf8'), end: whole.length }
    })
    await expect
      .poll(async () => (await sql`select count(*)::int as waiting from outbox where state = 'pending'`)[0]?.waiting, {
        timeout: 60_000,
      })
      .toBe(0)
    const owner = await Visitor.signIn(product.url, 'owner@acme.test', demoPassword)
    const first = async (list: string): Promise<string> => {
      const { items } = await owner.rest<{ items: { id: string }[] }>('GET', `acme/${list}`)
      return items[0]?.id ?? 'none'
    }
    const names: Record<string, string> = {
      org: 'acme',
      project: 'SHOP',
      task: 'SHOP-1',
      ticket: 'SUP-1',
      client: await first('clients'),
      lead: await first('leads'),
      import: await first('projects/SHOP/imports'),
    }
    const pages = Object.keys(entrances).filter((path) => path.startsWith('/[org]') && entrances[path] === 'member')
    const addresses = pages
      .map((page) => ({ page, path: page.replace(/\[(\w+)\]/g, (_, name: string) => names[name] ?? 'none') }))
      .filter(({ path }) => !path.includes('none'))
    expect(addresses.length).toBeGreaterThan(30)

    await count.start()
    const found: Record<string, { access: number; data: number }> = {}
    for (const { page, path } of addresses) {
      await owner.page(path)
      // A job may ask something in between; the smaller of two counts is the page's own.
      const [one, two] = [await count.of(() => owner.page(path)), await count.of(() => owner.page(path))]
      found[page] = { access: Math.min(one.access, two.access), data: Math.min(one.data, two.data) }
    }
    await count.stop()

    const entries = Object.entries(found)
    expect(entries.filter(([, { access }]) => access !== 1)).toEqual([])
    expect(entries.filter(([page, { data }]) => data > (overdrawn[page] ?? most))).toEqual([])
    // Whoever brought one down takes it off the list.
    expect(Object.keys(overdrawn).filter((page) => (found[page]?.data ?? 0) <= most)).toEqual([])
    await owner.close()
  } finally {
    await sql.end()
    await product.stop()
  }
})
