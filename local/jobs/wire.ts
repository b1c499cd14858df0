/** What the executor's REST endpoints answer, in the names that Inngest's own API uses. Times are ISO 8601 in UTC. */

export type RunStatus = 'Scheduled' | 'Running' | 'Completed' | 'Failed' | 'Cancelled'

export interface WireEvent {
  /** The id the server gave; `id` is the sender's own where it sent one. */
  internal_id: string
  id: string
  name: string
  data: Record<string, unknown>
  ts: number
  received_at: string
}

export interface WireRun {
  run_id: string
  function_id: string
  function_name: string
  status: RunStatus
  event_id: string
  event_name: string
  cron: string | null
  /** The run this one repeats. */
  rerun_of: string | null
  /** The run that invoked this one. */
  parent_run_id: string | null
  created_at: string
  run_started_at: string | null
  ended_at: string | null
  /** Message of the error that ended the run. */
  error_message: string | null
}

export interface WireStep {
  id: string
  name: string
  /** StepRun, Sleep, WaitForEvent, InvokeFunction */
  op: string
  status: 'Waiting' | 'Completed' | 'Failed'
  /** Calls that were answered; 0 for sleeps and waits. */
  attempts: number
  opts: Record<string, unknown> | null
  output: unknown
  error: WireError | null
  /** Message of the latest failure, also of one that is retried. */
  last_error: string | null
  started_at: string
  ended_at: string | null
}

export interface WireError {
  name: string
  message: string
  stack?: string
}

/** A call of the function that is due, under way, or to be retried. */
export interface WireCall {
  step_id: string | null
  attempt: number
  due_at: string
  running: boolean
  last_error: string | null
}

export interface WireRunDetail extends WireRun {
  /** The triggering events as the function got them. */
  events: unknown[]
  output: unknown
  error: WireError | null
  steps: WireStep[]
  calls: WireCall[]
}

export interface WireFunction {
  id: string
  name: string
  triggers: ({ event: string; expression?: string } | { cron: string; next_at: string | null })[]
  max_attempts: number
  synced_at: string
  /** Runs not ended, and failed in the last 24 hours. */
  active: number
  failed_last_day: number
}

export interface WireHealth {
  status: 'ok' | 'degraded'
  /** Calls that are due and not under way. */
  queued: number
  /** Calls under way. */
  running: number
  failed_last_day: number
  /** Age of the oldest call that is due and not under way, in seconds. */
  lag_seconds: number
  functions: number
  /** When the app last told its functions; null since the start of the executor: never. */
  synced_at: string | null
  /** Why the latest sync failed. */
  sync_error: string | null
}

export interface WirePage<Item> {
  data: Item[]
  /** Pass as `cursor` for what follows; null at the end. */
  next_cursor: string | null
}

export interface WireOne<Item> {
  data: Item
}
