import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/**
 * Ends a vitest run in `N passed, N failed`; with LOBBY_COUNTS set, writes the counts as JSON to that file instead,
 * for the wrapper that sums several runners. A file that does not load and an error outside a test count as failed.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, errors: ReadonlyArray<SerializedError>): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    for (const testModule of modules) {
      let failedHere = 0
      for (const test of testModule.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') counts.passed++
        else if (state === 'failed') failedHere++
        else counts.skipped++
      }
      if (testModule.state() === 'failed' && failedHere === 0) failedHere = 1
      counts.failed += failedHere
    }
    const file = process.env.LOBBY_COUNTS
    process.on('exit', (code) => {
      // A set-up that fails ends the run before any test could be counted.
      if (code !== 0 && counts.failed === 0) counts.failed = 1
      if (file) writeFileSync(file, JSON.stringify(counts))
      else console.log(closingLine(counts))
    })
  }
}

function closingLine({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}
