import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'
import { reportAtExit } from './counts'

/**
 * Ends a Playwright run in one line of counts. An error outside a test (a server that does not start) counts as failed.
 * What passed only at its second attempt is named before it.
 */
export default class ClosingLine implements Reporter {
  private suite: Suite | undefined
  private errors = 0

  printsToStdio(): boolean {
    return false
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite
  }

  onError(): void {
    this.errors++
  }

  onEnd(): void {
    const counts = { passed: 0, failed: this.errors, skipped: 0 }
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome()
      if (outcome === 'unexpected') counts.failed++
      else if (outcome === 'skipped') counts.skipped++
      else counts.passed++
      if (outcome === 'flaky')
        console.log(`\nPassed only when tried again, to be mended: ${test.titlePath().join(' › ')}`)
    }
    reportAtExit(counts)
  }
}
