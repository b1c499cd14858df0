import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allPermissions, moduleOf } from '@/lib/core/permissions'
import { declarations } from './matrix-declarations'
import { snapshot } from './matrix-restore'
import { runMatrix } from './matrix-run'
import { raiseStage, type Stage } from './matrix-stage'
import { operations } from './router'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

/** `organization` is no module: without it nobody could switch anything back on. */
const modules = [...new Set(allPermissions.map(moduleOf))].filter((name) => name !== 'organization')

/** What leaves nothing in any trail: reading what one was told, and a sign-in that goes on. */
const untold = ['accounts.refresh', 'notifications.read']

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

describe('the matrix of operation, person and target', () => {
  test('speaks of exactly the operations that are served', () => {
    expect(Object.keys(declarations).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  test('answers in every cell what DESIGN.md says, and each operation does something', {
    timeout: 420_000,
  }, async () => {
    const { cells, failures, succeeded, told } = await stage.run()
    expect(failures).toEqual([])
    // What only the platform may is shown by lib/platform/operations.test.ts; nobody here runs it.
    const ours = Object.keys(declarations).filter((name) => !name.startsWith('platform.'))
    expect([...succeeded].sort()).toEqual(ours.sort())
    expect(cells).toBeGreaterThan(5_000)
    const commands = operations.filter(({ kind, name }) => kind === 'command' && ours.includes(name))
    const silent = commands.map(({ name }) => name).filter((name) => !told.has(name))
    expect(silent.sort()).toEqual(untold)
  })

  test.each(modules)(
    'takes every permission of %s away while it is switched off',
    { timeout: 60_000 },
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
