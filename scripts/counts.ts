import { writeFileSync } from 'node:fs'

export type Counts = { passed: number; failed: number; skipped: number }

/**
 * At the very end of the process: prints `N passed, N failed`, or, when a wrapper that sums several runners set
 * LOBBY_COUNTS, writes the counts to that file as JSON. A run that fails without a failed test counts one.
 */
export function reportAtExit(counts: Counts): void {
  const file = process.env.LOBBY_COUNTS
  process.on('exit', (code) => {
    if (code !== 0 && counts.failed === 0) counts.failed = 1
    if (file) writeFileSync(file, JSON.stringify(counts))
    else console.log(closingLine(counts))
  })
}

function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}
