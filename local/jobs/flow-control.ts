import type { EventPayload, Start, StoredEvent } from './changes'
import { durationMs } from './durations'
import { keyOf, numberOf } from './expressions'
import { ulid } from './ids'
import type { FunctionConfig } from './registry'

interface Occasion {
  runAt?: string
  cron?: string
  rerunOf?: string
  parentRunId?: string
  parentStepId?: string
}

type Limit = { limit: number; key?: string; scope?: 'fn' | 'env' | 'account' }

function limitsOf(config: FunctionConfig): Limit[] {
  if (config.concurrency === undefined) return []
  if (typeof config.concurrency === 'number') return [{ limit: config.concurrency }]
  return Array.isArray(config.concurrency) ? config.concurrency : [config.concurrency]
}

/** The key of a flow control: its expression's value for the event, or one key for all when it has no expression. */
export function flowKey(expression: string | undefined, event: EventPayload): string {
  return expression ? (keyOf(expression, { event }) ?? 'null') : ''
}

/**
 * The request to start `config` for `events` (the first one decides every key), with all the limits it declares. Limits of
 * zero mean no limit, as on the real server. A rerun is asked for by a person and passes the limits on starting.
 */
export function startOf(
  config: FunctionConfig,
  events: [StoredEvent, ...StoredEvent[]],
  occasion: Occasion = {},
): Start {
  const event = events[0].payload
  const limits = limitsOf(config).filter((entry) => entry.limit > 0)
  const asked = occasion.rerunOf !== undefined
  const once = config.idempotency && !asked ? keyOf(config.idempotency, { event }) : null
  const start: Start = {
    ...occasion,
    id: ulid(),
    functionId: config.id,
    eventIds: events.map((each) => each.id),
    events: JSON.stringify(events.map((each) => each.payload)),
    limitKeys: limits.map((entry) => {
      const scope = (entry.scope ?? 'fn') === 'fn' ? config.id : `${entry.scope}:${entry.key ?? ''}`
      return `${scope}|${entry.key ?? ''}|${flowKey(entry.key, event)}`
    }),
    limitValues: limits.map((entry) => entry.limit),
    cancels: (config.cancel ?? []).map((cancel) => ({
      event: cancel.event,
      ...(cancel.if ? { expression: cancel.if } : {}),
      ...(cancel.timeout ? { timeoutMs: durationMs(cancel.timeout) ?? 0 } : {}),
    })),
  }
  if (event.ts > Date.now() && !occasion.runAt) start.runAt = new Date(event.ts).toISOString()
  if (once !== null) start.onceKey = once
  if (config.rateLimit && !asked) {
    const { limit, period, key } = config.rateLimit
    start.rate = { key: flowKey(key, event), limit, periodMs: durationMs(period) ?? 1000 }
  }
  if (config.throttle && !asked) {
    const { limit, period, key, burst } = config.throttle
    start.throttle = { key: flowKey(key, event), limit, periodMs: durationMs(period) ?? 1000, burst: burst ?? 1 }
  }
  if (config.singleton) start.singleton = { key: flowKey(config.singleton.key, event), mode: config.singleton.mode }
  if (config.priority?.run) {
    start.priority = Math.max(-600, Math.min(600, Math.trunc(numberOf(config.priority.run, { event }, 0))))
  }
  if (config.timeouts?.start) start.startMs = durationMs(config.timeouts.start) ?? undefined
  if (config.timeouts?.finish) start.finishMs = durationMs(config.timeouts.finish) ?? undefined
  return start
}
