import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '@/db/testing'
import { hashPassword } from '@/lib/core/password'
import { closePool } from '@/lib/core/transaction'
import { collections, type Facts } from './matrix-facts'
import { disagreements } from './matrix-lists'
import { oracleOf } from './matrix-oracle'
import { password } from './matrix-organizations'
import { planOnce, plant, plantLogin } from './matrix-plant'
import { chanceLogins, type Dice, diceOf, randomWorld } from './matrix-random'
import { snapshot } from './matrix-restore'
import { absenceOf, type Cell, casesOf, cellFor, runCells } from './matrix-run'
import { actorKeys, loginOf } from './matrix-world'
import { operations } from './router'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let database: TestDatabase
let sql: postgres.Sql
let clear: () => Promise<void>
const tokens = new Map<string, string>()
let worlds = 0

beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.superuserUrl, { max: 1, onnotice: () => {} })
  await planOnce(sql)
  const passwordHash = await hashPassword(password)
  for (const name of [...chanceLogins, ...actorKeys]) {
    const userId = loginOf(name)
    tokens.set(userId, await plantLogin(sql, userId, passwordHash))
  }
  clear = await snapshot(sql, 'empty')
})
afterAll(async () => {
  await closePool()
  await sql.end()
  await database.drop()
})

/** A new world in an otherwise empty database. */
async function raise(dice: Dice, builtin = false): Promise<Facts> {
  await clear()
  const facts = randomWorld(`world-${++worlds}`, dice, builtin)
  await plant(sql, facts)
  return facts
}

const tokenOf = (facts: Facts, who: string) => tokens.get(facts.people.find(({ id }) => id === who)?.userId ?? '')
const asked = operations.filter(({ path }) => path.startsWith('/organizations/{org}/'))

/** Any operation, as anybody, about any record of its kind. */
function anyCell(facts: Facts, dice: Dice): Cell {
  const entry = dice.one(asked)
  const chosen = dice.one(casesOf(entry.name).filter(({ by }) => !by))
  const person = dice.one(facts.people)
  const id = chosen.kind ? dice.one<{ id: string }>(facts[collections[chosen.kind]]).id : ''
  const cell = cellFor(oracleOf(facts), entry, chosen, person.id, { id, label: id })
  return { ...cell, actor: person.name, wire: { ...cell.wire, token: tokenOf(facts, person.id) } }
}

describe('in worlds made by chance', () => {
  test('every answer is the one that DESIGN.md gives, for roles that nobody designed', {
    timeout: 110_000,
  }, async () => {
    const all: { status: number }[] = []
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (value) => {
        const dice = diceOf(value)
        const facts = await raise(dice)
        const reader = dice.one(facts.people.slice(1)).id
        expect(await disagreements(oracleOf(facts), reader, tokenOf(facts, reader), false)).toEqual([])

        const restore = await snapshot(sql)
        const cells = Array.from({ length: 120 }, () => anyCell(facts, dice))
        const absence = await absenceOf(facts.slug, tokenOf(facts, reader))
        const { failures } = await runCells(cells, { restore, absence })
        all.push(...cells.map(({ expected }) => expected))
        expect(failures).toEqual([])
      }),
      { numRuns: 12, seed: 20_260_901, endOnFailure: true },
    )
    const share = (status: number) => all.filter((expected) => expected.status === status).length / all.length
    for (const status of [200, 403, 404]) expect(share(status), `cells that expect ${status}`).toBeGreaterThan(0.1)
  })

  test('lists, searches, counts and details agree for every built-in role', { timeout: 110_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (value) => {
        const facts = await raise(diceOf(value), true)
        for (const { id } of facts.people)
          expect(await disagreements(oracleOf(facts), id, tokenOf(facts, id), true)).toEqual([])
      }),
      { numRuns: 2, seed: 4_711, endOnFailure: true },
    )
  })
})
