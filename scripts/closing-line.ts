import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { reportAtExit } from './counts'

/** Ends a vitest run in one line of counts. A file that does not load and an error outside a test count as failed. */
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
    reportAtExit(counts)
  }
}
