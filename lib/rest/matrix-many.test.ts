import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { contextFrom } from '@/lib/core/context'
import { askMember, closePool, inTenant } from '@/lib/core/transaction'
import { heardChannels } from '@/lib/notifications/authorize'
import type { Facts } from './matrix-facts'
import { channelsFor, differences } from './matrix-many'
import { oracleOf } from './matrix-oracle'
import { planOnce, plant, plantLogin } from './matrix-plant'
import { chanceLogins, type Dice, diceOf, randomWorld } from './matrix-random'
import { snapshot } from './matrix-restore'
import { builtinKeys, loginOf } from './matrix-world'

const worlds = 2_000
const atOnce = 50

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  await planOnce(sql)
  for (const name of [...chanceLogins, ...builtinKeys]) await plantLogin(sql, loginOf(name))
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

/** What one person of a world is told, held against the oracle. */
async function ask(facts: Facts, dice: Dice): Promise<string[]> {
  const who = dice.one(facts.people).id
  const oracle = oracleOf(facts)
  const answer = await askMember(facts.id, who)
  if (!answer) throw new Error(`${who} is nobody in ${facts.slug}`)
  const ctx = contextFrom(answer, 'session', { id: 'many', address: null })
  const channels = channelsFor(oracle, who, dice)
  const [wrong, heard] = await Promise.all([
    inTenant(ctx.organization.id, (tx) => differences(tx, ctx, oracle, who, dice), 'read only'),
    heardChannels(ctx, channels.names),
  ])
  const told = [...heard.keys()].sort().join()
  return told === channels.heard.sort().join() ? wrong : [...wrong, `${facts.slug}: hears ${told}`]
}

test(`in ${worlds} worlds made by chance list, count, search, export, live channels and single records agree for every noun`, async () => {
  const clear = await snapshot(sql, 'empty')
  const dice = fc.sample(fc.gen(), { numRuns: worlds, seed: 20_261_121 }).map(diceOf)
  const wrong: string[] = []
  for (let first = 0; first < worlds; first += atOnce) {
    const some = dice.slice(first, first + atOnce)
    const facts = some.map((chance, at) => randomWorld(`many-${first + at}`, chance, (first + at) % 4 === 0))
    await plant(sql, ...facts)
    const answers = await Promise.all(facts.map((world, at) => ask(world, some[at] as Dice)))
    wrong.push(...answers.flat())
    await clear()
  }
  expect(wrong).toEqual([])
  // Ends a run that hangs; three workers on two busy cores may need more than five minutes.
}, 600_000)
