import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { secretsFrom } from './matrix-client'
import { fullRequests, leaks, substitutions } from './matrix-foreign'
import { oracleOf } from './matrix-oracle'
import { send } from './matrix-run'
import { raiseStage, type Stage } from './matrix-stage'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

describe('what is not yours', () => {
  test('is put into requests that do succeed without it', async () => {
    for (const wire of fullRequests(stage)) {
      const { status, text } = await send(wire)
      expect(status, `${wire.method} ${wire.path}: ${text}`).toBeLessThan(300)
      await stage.restore()
    }
  })

  test('is never reached by any of 10,000 ids put into requests that succeed', { timeout: 300_000 }, async () => {
    const swaps = substitutions(stage, 10_000, 1)
    expect(new Set(swaps.map(({ told }) => told)).size).toBeGreaterThan(8_000)
    expect(await leaks(swaps, stage.neighbour.facts.mark, stage.restore)).toEqual([])
  })

  test('stays hidden by the queries alone when the database lets every row through', { timeout: 180_000 }, async () => {
    const tables = await stage.sql<{ name: string }[]>`
      select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity`
    const security = (state: string) =>
      stage.sql.unsafe(tables.map(({ name }) => `alter table ${name} ${state} row level security;`).join(''))
    await security('disable')
    try {
      const swaps = substitutions(stage, 1_500, 2).filter(({ substitute }) => !substitute.own)
      expect(await leaks(swaps, stage.neighbour.facts.mark, stage.restore)).toEqual([])
    } finally {
      await security('enable')
    }
  })
})

describe('a client', () => {
  test('receives no word and no sum that is not theirs, whatever they ask', { timeout: 180_000 }, async () => {
    const client = stage.world.actors.client?.id ?? ''
    const secrets = secretsFrom(oracleOf(stage.world.facts), client)
    expect(secrets.length).toBeGreaterThan(500)
    const told: string[] = []
    let answers = 0
    await stage.run({ actors: ['client'] }, ({ actor, operation }, { text }) => {
      if (actor !== 'client') return
      answers++
      for (const secret of secrets) if (text.includes(secret)) told.push(`${operation} tells “${secret}”`)
    })
    expect(answers).toBeGreaterThan(400)
    expect(told).toEqual([])
  })
})
