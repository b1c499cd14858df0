import { z } from 'zod'
import type { EventPayload, Settlement, StepChange } from './changes'
import { momentOf } from './durations'
import { startOf } from './flow-control'
import { ulid } from './ids'
import type { FunctionConfig } from './registry'
import { eventRow } from './routing'

const record = z.record(z.string(), z.unknown())

/** One operation in a 206 answer of the SDK. The time of a sleep and the event of a wait stand in `name`. */
export const operation = z.object({
  id: z.string().min(1).max(100),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: record.nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
})

export type Operation = z.infer<typeof operation>

export interface Call {
  runId: string
  functionId: string
  stepId: string | null
  attempt: number
  maxAttempts: number
  parallel: boolean
}

export interface Retrying {
  delayMs: number
}

const invokeOptions = z.object({
  function_id: z.string(),
  timeout: z.string().nullish(),
  payload: z.object({ data: record.nullish(), v: z.string().nullish(), meta: z.unknown().optional() }).nullish(),
})

/** Text that PostgreSQL takes: no NUL, no half of a surrogate pair. */
const plain = (text: string) => Buffer.from(text.replaceAll('\u0000', '')).toString()
const clean = (text: string) => plain(text.slice(0, 500))
const failed = (message: string) => JSON.stringify({ error: { name: 'Error', message } })

/** The message of whatever a function threw, for people. */
export function messageOf(error: unknown): string {
  const parsed = z.object({ name: z.string().optional(), message: z.string() }).safeParse(error)
  if (!parsed.success) return clean(typeof error === 'string' ? error : JSON.stringify(error ?? null))
  return clean(parsed.data.name ? `${parsed.data.name}: ${parsed.data.message}` : parsed.data.message)
}

function described(op: Operation): StepChange {
  const base: StepChange = {
    id: clean(op.id),
    name: clean(op.displayName || op.name || op.id),
    op: ['StepPlanned', 'StepError', 'StepFailed', 'Step'].includes(op.op) ? 'StepRun' : clean(op.op),
  }
  if (op.opts && Object.keys(op.opts).length) base.opts = JSON.stringify(op.opts)
  if (op.opts?.parallelMode === 'race') base.race = true
  return base
}

function invoked(op: Operation, call: Call, functions: FunctionConfig[]): Partial<StepChange> {
  const options = invokeOptions.safeParse(op.opts)
  const target = functions.find((config) => config.id === options.data?.function_id)
  if (!options.success || !target) {
    return { result: failed(`Could not find the function ${String(op.opts?.function_id ?? '')} to invoke`) }
  }
  const id = ulid()
  const { payload, timeout } = options.data
  const event: EventPayload = { id, name: 'inngest/function.invoked', data: payload?.data ?? {}, ts: Date.now() }
  if (payload?.v) event.v = payload.v
  const due = timeout ? momentOf(timeout) : null
  return {
    event: eventRow({ id, payload: event }),
    start: startOf(target, [{ id, payload: event }], { parentRunId: call.runId, parentStepId: op.id }),
    ...(due && { timer: { dueAt: due.toISOString(), result: failed('The invoked function did not finish in time') } }),
  }
}

function awaited(op: Operation): Partial<StepChange> {
  const name = op.name ?? ''
  if (op.op === 'Sleep') {
    const due = momentOf(name)
    return due
      ? { timer: { dueAt: due.toISOString(), result: '{"data":null}' } }
      : { result: failed(`Bad sleep: ${name}`) }
  }
  const timeout = typeof op.opts?.timeout === 'string' ? momentOf(op.opts.timeout) : null
  if (!timeout) return { result: failed('The wait has no readable timeout') }
  return {
    wait: { event: clean(name), ...(typeof op.opts?.if === 'string' && { expression: plain(op.opts.if) }) },
    timer: { dueAt: timeout.toISOString(), result: '{"data":null}' },
  }
}

/**
 * What a 206 answer means for the run (SDK 4.24, execution version 2): results to keep, steps to run, sleeps, waits and
 * invocations to begin. Steps already known are left as they are. Null when the answer holds an operation we cannot do.
 */
export function settlementOf(
  ops: Operation[],
  call: Call,
  retrying: Retrying,
  functions: FunctionConfig[],
): Settlement | { unsupported: string } {
  const settlement: Settlement = { steps: [] }
  if (call.parallel || ops.length > 1) settlement.parallel = true
  for (const op of ops) {
    const step = described(op)
    switch (op.op) {
      case 'StepRun':
      case 'Step':
        settlement.steps.push({
          ...step,
          attempts: call.attempt + 1,
          result: JSON.stringify({ data: op.data ?? null }),
        })
        settlement.discover = true
        break
      case 'StepFailed':
        settlement.steps.push({
          ...step,
          attempts: call.attempt + 1,
          error: messageOf(op.error),
          result: JSON.stringify({ error: op.error ?? { name: 'Error', message: 'The step failed' } }),
        })
        settlement.discover = true
        break
      case 'StepError':
        if (call.attempt + 1 >= call.maxAttempts) {
          settlement.steps.push({
            ...step,
            attempts: call.attempt + 1,
            error: messageOf(op.error),
            result: JSON.stringify({ error: op.error }),
          })
          settlement.discover = true
        } else {
          settlement.steps.push({ ...step, attempts: call.attempt + 1, error: messageOf(op.error) })
          settlement.retry = {
            attempt: call.attempt + 1,
            interruptions: 0,
            delayMs: retrying.delayMs,
            error: messageOf(op.error),
          }
        }
        break
      case 'StepPlanned':
        settlement.steps.push({ ...step, enqueue: true })
        break
      case 'Sleep':
      case 'WaitForEvent':
        settlement.steps.push({ ...step, ...awaited(op) })
        break
      case 'InvokeFunction':
        settlement.steps.push({ ...step, ...invoked(op, call, functions) })
        break
      case 'DiscoveryRequest':
        settlement.discover = true
        break
      case 'RunComplete':
        settlement.finish = { status: 'Completed', output: JSON.stringify(op.data ?? null) }
        break
      default:
        return { unsupported: op.op }
    }
  }
  if (settlement.steps.some((step) => step.result !== undefined)) settlement.discover = true
  return settlement
}
