import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { declarations } from './matrix-declarations'
import { askPart, partOf, parts } from './matrix-part'
import { raiseStage, type Stage } from './matrix-stage'
import { operations } from './router'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

describe('the matrix of operation, person and target', () => {
  test('speaks of exactly the operations that are served', () => {
    expect(Object.keys(declarations).sort()).toEqual(operations.map(({ name }) => name).sort())
  })

  test('is asked whole: every operation is in one part, and every part has a file that asks it', () => {
    const names = parts.flatMap(partOf).map(({ name }) => name)
    expect(names.sort()).toEqual(Object.keys(declarations).sort())
    for (const file of parts)
      expect(readFileSync(join(import.meta.dirname, file), 'utf8'), file).toContain('await askPart(stage)')
  })

  test('answers in every cell of the first part what DESIGN.md says, and each operation does something', {
    timeout: 420_000,
  }, async () => {
    expect.hasAssertions()
    await askPart(stage)
  })
})
