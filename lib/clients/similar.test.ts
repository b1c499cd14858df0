import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { closePool } from '@/lib/core/transaction'
import { buildWorld, type World } from '@/lib/rest/world'
import { createClient } from './commands/create-client'
import { similarClients } from './similar'

let database: TestDatabase
let world: World
beforeAll(async () => {
  database = await testDatabase()
  world = await buildWorld()
  await createClient(world.people.owner.ctx, {
    name: 'Northwind Traders GmbH',
    website: 'https://www.northwind.test/shop',
    contacts: [
      { name: 'Clara', email: 'clara@northwind-mail.test' },
      { name: 'Carl', email: 'carl@gmail.com' },
    ],
  })
})
afterAll(async () => {
  await closePool()
  await database.drop()
})

const found = async (input: { name?: string; domains?: string }) =>
  (await similarClients(world.people.owner.ctx, input)).clients.map(({ name, because }) => [name, because])
const northwind = 'Northwind Traders GmbH'

test.each(['northwind', 'Northwind Traders', 'Nortwind Traders', 'NORTHWIND TRADERS GMBH & Co'])(
  '“%s” is told to be like a client that is there',
  async (name) => {
    expect(await found({ name })).toEqual([[northwind, 'name']])
  },
)

test('the same domain is told, of the website and of a contact, and everybody’s mail is none', async () => {
  expect(await found({ name: 'Another', domains: 'northwind.test' })).toEqual([[northwind, 'domain']])
  expect(await found({ name: 'Another', domains: 'www.northwind.test' })).toEqual([[northwind, 'domain']])
  expect(await found({ name: 'Another', domains: 'x.test,NORTHWIND-mail.test' })).toEqual([[northwind, 'domain']])
  expect(await found({ name: 'Another', domains: 'gmail.com' })).toEqual([])
  expect(await found({ name: 'Atlas', domains: 'atlas.test' })).toEqual([])
})

test('nobody learns of a client that they may not see', async () => {
  const { clients } = await similarClients(world.people.salesperson.ctx, { name: 'Northwind' })
  expect(clients).toEqual([])
})
