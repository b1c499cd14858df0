import type { Sql } from 'postgres'
import type { Catalogue } from './catalogue'
import type { StoredEvent } from './changes'
import { nextTime } from './cron'
import { durationMs } from './durations'
import { startOf } from './flow-control'
import { ulid } from './ids'
import { eventRow } from './routing'

/**
 * Starts the runs whose cron is due. A time that passed while nobody ran is made up for once, not once per missed time. Two
 * executors may both try: the stored next time decides. Returns how many were due.
 */
export async function fireCrons(sql: Sql, catalogue: Catalogue): Promise<number> {
  const due = await sql<{ function_id: string; expression: string; due_at: string }[]>`
    select function_id, expression, next_at::text as due_at from jobs.crons where next_at <= now() order by next_at limit 50`
  const functions = due.length ? await catalogue.current() : []
  for (const { function_id: functionId, expression, due_at: dueAt } of due) {
    const config = functions.find((candidate) => candidate.id === functionId)
    const trigger = config?.triggers.find((candidate) => 'cron' in candidate && candidate.cron === expression)
    const now = Date.now()
    const id = ulid(now)
    const event: StoredEvent = {
      id,
      payload: { id, name: 'inngest/scheduled.timer', data: { cron: expression }, ts: now },
    }
    const jitterMs = (trigger && 'cron' in trigger && trigger.jitter && durationMs(trigger.jitter)) || 0
    const runAt = new Date(now + Math.random() * jitterMs).toISOString()
    const absorb = {
      cron: { functionId, expression, dueAt, nextAt: nextTime(expression, new Date(now)).toISOString() },
      events: config ? [eventRow(event)] : [],
      starts: config ? [startOf(config, [event], { cron: expression, runAt })] : [],
      collects: [],
      matches: [],
    }
    await sql`select jobs.absorb(${JSON.stringify(absorb)}::text::jsonb)`
  }
  return due.length
}

interface PendingRow {
  function_id: string
  key: string
  events: string[]
  version: number
}

/** Turns the batches and debounces that are due into runs. Returns how many were due. */
export async function flushPending(sql: Sql, catalogue: Catalogue): Promise<number> {
  const due = await sql<PendingRow[]>`
    select function_id, key, events, version from jobs.pending where due_at <= now() order by due_at limit 50`
  const functions = due.length ? await catalogue.current() : []
  for (const row of due) {
    const config = functions.find((candidate) => candidate.id === row.function_id)
    const take = config?.batchEvents?.maxSize ?? 1
    const [first, ...rest] = row.events.slice(0, take).map((event) => JSON.parse(event) as StoredEvent)
    const flush = {
      functionId: row.function_id,
      key: row.key,
      version: row.version,
      take: config ? take : row.events.length,
      waitMs: (config?.batchEvents && durationMs(config.batchEvents.timeout)) || 1000,
      ...(config && first && { start: startOf(config, [first, ...rest]) }),
    }
    await sql`select jobs.flush(${JSON.stringify(flush)}::text::jsonb)`
  }
  return due.length
}
