import type { Sql } from 'postgres'
import type { Absorb, Collect, EventPayload, EventRow, Match, StoredEvent } from './changes'
import { durationMs } from './durations'
import { holds } from './expressions'
import { flowKey, startOf } from './flow-control'
import type { FunctionConfig } from './registry'

/** Whether a trigger's event name covers `name`. A trailing `*` covers any ending, but never the server's own events. */
export function coversName(pattern: string, name: string): boolean {
  if (!pattern.endsWith('*')) return pattern === name
  return !name.startsWith('inngest/') && name.startsWith(pattern.slice(0, -1))
}

function isTriggered(config: FunctionConfig, event: EventPayload): boolean {
  return config.triggers.some(
    (trigger) => 'event' in trigger && coversName(trigger.event, event.name) && holds(trigger.expression, { event }),
  )
}

/** Where an event of a function that batches or debounces is gathered; null when it starts a run at once. */
function gathering(config: FunctionConfig, event: StoredEvent): Collect | null {
  const common = { functionId: config.id, eventId: event.id, event: JSON.stringify(event) }
  const { batchEvents: batch, debounce } = config
  if (batch && holds(batch.if, { event: event.payload })) {
    const key = flowKey(batch.key, event.payload)
    return { ...common, key, kind: 'batch', maxSize: batch.maxSize, waitMs: durationMs(batch.timeout) ?? 1000 }
  }
  if (debounce) {
    const collect: Collect = {
      ...common,
      key: flowKey(debounce.key, event.payload),
      kind: 'debounce',
      waitMs: durationMs(debounce.period) ?? 1000,
    }
    const deadlineMs = debounce.timeout ? durationMs(debounce.timeout) : null
    return deadlineMs === null ? collect : { ...collect, deadlineMs }
  }
  return null
}

interface WaitRow {
  id: string
  run_id: string
  event_name: string
  expression: string | null
  events: string
}

async function matchesOf(sql: Sql, events: StoredEvent[]): Promise<Match[]> {
  const names = [...new Set(events.map((event) => event.payload.name))]
  const waits = await sql<WaitRow[]>`
    select w.id::text, w.run_id, w.event_name, w.expression, r.events from jobs.waits w join jobs.runs r on r.id = w.run_id
    where w.event_name = any(${names}) and (w.expires_at is null or w.expires_at > now())`
  return waits.flatMap((wait) => {
    const [original] = JSON.parse(wait.events) as EventPayload[]
    const found = events.find(
      ({ payload }) => payload.name === wait.event_name && holds(wait.expression, { event: original, async: payload }),
    )
    if (!found) return []
    return [{ eventId: found.id, waitId: wait.id, runId: wait.run_id, result: JSON.stringify({ data: found.payload }) }]
  })
}

/** The row under which an event is kept. */
export function eventRow(event: StoredEvent): EventRow {
  const row = { id: event.id, name: event.payload.name, payload: JSON.stringify(event.payload) }
  return event.externalId === undefined ? row : { ...row, externalId: event.externalId }
}

/** All that follows from new events: runs to start, batches and debounces to feed, waits to end, runs to cancel. */
export async function route(sql: Sql, functions: FunctionConfig[], events: StoredEvent[]): Promise<Absorb> {
  const absorb: Absorb = {
    events: events.map(eventRow),
    starts: [],
    collects: [],
    matches: await matchesOf(sql, events),
  }
  for (const event of events) {
    for (const config of functions) {
      if (!isTriggered(config, event.payload)) continue
      const collect = gathering(config, event)
      if (collect) absorb.collects.push(collect)
      else absorb.starts.push(startOf(config, [event]))
    }
  }
  return absorb
}
