/** What the stored procedures take, as JSON. Payloads inside are JSON texts, which PostgreSQL keeps unread. */

/** An event as the functions see it. */
export interface EventPayload {
  id: string
  name: string
  data: Record<string, unknown>
  ts: number
  user?: unknown
  v?: string
  meta?: unknown
}

/** An event with the id it is stored under; the payload's own id is the sender's, where the sender gave one. */
export interface StoredEvent {
  id: string
  externalId?: string
  payload: EventPayload
}

export interface EventRow {
  id: string
  externalId?: string
  name: string
  payload: string
}

export interface Start {
  id: string
  functionId: string
  eventIds: string[]
  events: string
  runAt?: string
  cron?: string
  rerunOf?: string
  parentRunId?: string
  parentStepId?: string
  onceKey?: string
  rate?: { key: string; limit: number; periodMs: number }
  throttle?: { key: string; limit: number; periodMs: number; burst: number }
  singleton?: { key: string; mode: 'skip' | 'cancel' }
  priority?: number
  limitKeys: string[]
  limitValues: number[]
  cancels: { event: string; expression?: string; timeoutMs?: number }[]
  startMs?: number
  finishMs?: number
}

export interface Collect {
  functionId: string
  key: string
  kind: 'batch' | 'debounce'
  eventId: string
  event: string
  maxSize?: number
  waitMs: number
  deadlineMs?: number
}

export interface Match {
  eventId: string
  waitId: string
  runId: string
  result: string
}

export interface Absorb {
  lifecycle?: string
  cron?: { functionId: string; expression: string; dueAt: string; nextAt: string }
  events: EventRow[]
  starts: Start[]
  collects: Collect[]
  matches: Match[]
}

export interface StepChange {
  id: string
  name: string
  op: string
  opts?: string
  result?: string
  race?: boolean
  attempts?: number
  error?: string
  enqueue?: boolean
  timer?: { dueAt: string; result: string }
  wait?: { event: string; expression?: string }
  event?: EventRow
  start?: Start
}

export interface Settlement {
  steps: StepChange[]
  parallel?: boolean
  discover?: boolean
  retry?: { attempt: number; interruptions: number; delayMs: number; error: string }
  finish?: { status: 'Completed' | 'Failed'; output?: string; error?: string }
}
