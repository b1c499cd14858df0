import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The longest files, in the order in which they begin: whatever starts last must not be what everything waits for. */
const longest = [
  'lib/rest/matrix.test.ts',
  'lib/rest/matrix-second.test.ts',
  'lib/rest/matrix-many.test.ts',
  'lib/proof/proof.test.ts',
  'lib/rest/matrix-worlds.test.ts',
  'lib/rest/matrix-foreign.test.ts',
  'lib/rest/matrix-modules.test.ts',
  'lib/rest/matrix-explainer.test.ts',
  'lib/core/resilience.test.ts',
  'local/jobs/resilience.test.ts',
]
const placeOf = ({ moduleId }: TestSpecification) => {
  const place = longest.findIndex((path) => moduleId.endsWith(path))
  return place === -1 ? longest.length : place
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${join(import.meta.dirname)}/` },
      { find: 'server-only', replacement: join(import.meta.dirname, 'scripts/empty.ts') },
    ],
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'e2e/**', '.lobby/**', '.next/**'],
    globalSetup: ['local/postgres/vitest-global.ts'],
    pool: 'forks',
    // Short-lived objects die young: without it a fifth of a worker's time is their collection.
    execArgv: ['--max-semi-space-size=64'],
    // On two cores the runner would use one; a test waits for the database or a clock a third of its time and more.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes within a second on a machine with nothing else to do.
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', './scripts/closing-line.ts'],
  },
})
