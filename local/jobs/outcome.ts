import { z } from 'zod'
import type { Settlement } from './changes'
import type { Answer } from './dispatch'
import { type Call, messageOf, operation, settlementOf } from './ops'
import type { FunctionConfig } from './registry'

/** Milliseconds to wait before the attempt after `attempt` (from 0). */
export type Backoff = (attempt: number) => number

const serverDelays = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200]

/** The backoff of the Inngest server: 15 s to 2 h, with up to 30 s of jitter so that failures do not come back in step. */
export const serverBackoff: Backoff = (attempt) =>
  (serverDelays[Math.min(attempt, serverDelays.length - 1)] ?? 7200) * 1000 + Math.random() * 30_000

// The server's limit on what one step or function may return: what works here must work there.
const maxOutput = 4 * 1024 * 1024
const tooLarge = 'The output is larger than 4 MB; keep it elsewhere and return its id'

const toleratedInterruptions = 10

function interrupted(
  call: Call & { interruptions: number },
  reason: string,
  refused: boolean,
  backoff: Backoff,
): Settlement {
  // Nobody listening means that the app restarts: it has not seen the call. A call cut short is forgiven a few times, but a
  // step that takes the app down each time must not be repeated for ever.
  const retry = { attempt: call.attempt, interruptions: call.interruptions, delayMs: 500, error: reason }
  if (refused) return { steps: [], retry }
  if (call.interruptions < toleratedInterruptions) {
    const delayMs = Math.min(200 * 2 ** call.interruptions, 10_000)
    return { steps: [], retry: { ...retry, interruptions: call.interruptions + 1, delayMs } }
  }
  if (call.attempt + 1 < call.maxAttempts) {
    return {
      steps: [],
      retry: { ...retry, attempt: call.attempt + 1, interruptions: 0, delayMs: backoff(call.attempt) },
    }
  }
  return failure({ name: 'Error', message: reason })
}

function failure(error: unknown): Settlement {
  const parsed = z.looseObject({ name: z.string().optional(), message: z.string() }).safeParse(error)
  const kept = parsed.success ? { name: 'Error', ...parsed.data } : { name: 'Error', message: messageOf(error) }
  return { steps: [], finish: { status: 'Failed', error: JSON.stringify(kept) } }
}

/** What one answer of the app, or its absence, means for the run. */
export function outcomeOf(
  answer: Answer,
  call: Call & { interruptions: number },
  backoff: Backoff,
  functions: FunctionConfig[],
): Settlement {
  if (answer.kind === 'unreachable') return interrupted(call, answer.reason, answer.refused, backoff)

  const delayMs = answer.retryAfterMs ?? backoff(call.attempt)
  if (answer.status === 200) {
    const output = JSON.stringify(answer.body ?? null)
    return output.length > maxOutput
      ? failure({ message: tooLarge })
      : { steps: [], finish: { status: 'Completed', output } }
  }
  if (answer.status === 206) {
    const ops = z.array(operation).safeParse(Array.isArray(answer.body) ? answer.body : [answer.body])
    if (!ops.success) return failure({ message: `The SDK's answer cannot be read: ${z.prettifyError(ops.error)}` })
    const settlement = settlementOf(ops.data, call, { delayMs }, functions)
    if ('unsupported' in settlement)
      return failure({ message: `The local executor does not do ${settlement.unsupported}` })
    if (settlement.steps.some((step) => (step.result?.length ?? 0) > maxOutput)) return failure({ message: tooLarge })
    return settlement
  }
  if (answer.noRetry || call.attempt + 1 >= call.maxAttempts) return failure(answer.body)
  const retry = { attempt: call.attempt + 1, interruptions: 0, delayMs, error: messageOf(answer.body) }
  return { steps: [], retry }
}
