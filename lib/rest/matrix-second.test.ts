import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { askPart } from './matrix-part'
import { raiseStage, type Stage } from './matrix-stage'

vi.hoisted(() => {
  process.env.LOBBY_LIMIT_FACTOR = '1000'
})

let stage: Stage
beforeAll(async () => {
  stage = await raiseStage()
})
afterAll(() => stage.close())

test('the second part of the matrix answers in every cell what DESIGN.md says, and each operation does something', {
  timeout: 420_000,
}, async () => {
  expect.hasAssertions()
  await askPart(stage)
})
