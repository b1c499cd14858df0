import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allPermissions, moduleOf } from '@/lib/core/permissions'
import { snapshot } from './matrix-restore'
import { runMatrix } from './matrix-run'
import { raiseStage, type Stage } from './matrix-stage'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

/** `organization` is no module: without it nobody could switch anything back on. */
const modules = [...new Set(allPermissions.map(moduleOf))].filter((name) => name !== 'organization')

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

describe('the matrix with a module switched off', () => {
  test.each(modules)(
    'takes every permission of %s away while it is switched off',
    { timeout: 180_000 },
    async (name) => {
      const { sql, neighbour, tokens, world } = stage
      await sql`update organizations set modules_off = ${[name]} where id = ${world.facts.id}`
      const off = { ...world, facts: { ...world.facts, modulesOff: [name] } }
      const { failures, cells } = await runMatrix(
        {
          world: off,
          neighbour,
          tokens,
          actors: ['owner', 'project_manager'],
          targets: (target) => ['', 'own by createdBy', 'own by manager', 'another team’s', 'absent'].includes(target),
        },
        await snapshot(sql, 'off'),
      )
      await stage.restore()
      expect(failures).toEqual([])
      expect(cells).toBeGreaterThan(200)
    },
  )
})
