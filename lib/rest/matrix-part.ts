import { basename } from 'node:path'
import { expect } from 'vitest'
import type { Stage } from './matrix-stage'
import { operations } from './router'

/** The matrix in parts of like size, each asked by a file of its own, so that workers ask them side by side. */

/** The files that ask, a part each. */
export const parts = ['matrix.test.ts', 'matrix-second.test.ts']

/** The operations of one file's part: every second one. */
export const partOf = (file: string) => operations.filter((_, at) => at % parts.length === parts.indexOf(file))

/** What leaves nothing in any trail: reading what one was told, and a sign-in that goes on. */
const untold = ['accounts.refresh', 'notifications.read']

/** Asks the part of the test file that calls. Every operation must answer right, do something, and say so in the trail. */
export async function askPart(stage: Stage): Promise<void> {
  const part = partOf(basename(expect.getState().testPath ?? ''))
  const asked = new Set(part.map(({ name }) => name))
  let answers = 0
  const { cells, failures, succeeded, told } = await stage.run(
    { operations: ({ name }) => asked.has(name) },
    () => answers++,
  )
  expect(failures).toEqual([])
  // What only the platform may is shown by lib/platform/operations.test.ts; nobody here runs it.
  const ours = part.filter(({ name }) => !name.startsWith('platform.'))
  expect([...succeeded].sort()).toEqual(ours.map(({ name }) => name).sort())
  expect(answers).toBe(cells)
  expect(answers).toBeGreaterThan(5_000)
  const silent = ours.filter(({ kind, name }) => kind === 'command' && !told.has(name)).map(({ name }) => name)
  expect(silent.sort()).toEqual(untold.filter((name) => asked.has(name)))
}
