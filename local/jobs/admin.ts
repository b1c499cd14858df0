import type { Sql } from 'postgres'
import type { Catalogue } from './catalogue'
import type { EventPayload, StoredEvent } from './changes'
import { startOf } from './flow-control'
import { ulid } from './ids'
import { functionConfig } from './registry'
import type {
  WireCall,
  WireError,
  WireEvent,
  WireFunction,
  WireHealth,
  WirePage,
  WireRun,
  WireRunDetail,
  WireStep,
} from './wire'

export interface RunFilter {
  status: string | null
  functionId: string | null
  eventId: string | null
  cursor: string | null
  limit: number
}

type Stored<Row> = { [Key in keyof Row]: Row[Key] extends string | null ? Row[Key] | Date : Row[Key] }
type RunRow = Stored<Omit<WireRun, 'event_id' | 'event_name' | 'error_message'>> & {
  event_ids: string[]
  events: string
  output: string | null
  error: string | null
}

const iso = <T extends string | null>(value: T | Date): T | string =>
  value instanceof Date ? value.toISOString() : value

const json = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

function runOf(row: RunRow): WireRun {
  const [event] = JSON.parse(row.events) as EventPayload[]
  return {
    run_id: String(row.run_id),
    function_id: String(row.function_id),
    function_name: String(row.function_name),
    status: row.status as WireRun['status'],
    event_id: row.event_ids[0] ?? '',
    event_name: event?.name ?? '',
    cron: iso(row.cron),
    rerun_of: iso(row.rerun_of),
    parent_run_id: iso(row.parent_run_id),
    created_at: iso(row.created_at),
    run_started_at: iso(row.run_started_at),
    ended_at: iso(row.ended_at),
    error_message: (json(row.error) as WireError | null)?.message ?? null,
  }
}

const runColumns = (sql: Sql) => sql`
  r.id as run_id, r.function_id, coalesce(f.name, r.function_id) as function_name, r.status, r.event_ids, r.events, r.cron,
  r.rerun_of, r.parent_run_id, r.created_at, r.started_at as run_started_at, r.ended_at, r.output, r.error`

/** Runs, newest first, a page at a time; every filter that is null is off. */
export async function listRuns(sql: Sql, filter: RunFilter): Promise<WirePage<WireRun>> {
  const rows = await sql<RunRow[]>`
    select ${runColumns(sql)} from jobs.runs r left join jobs.functions f on f.id = r.function_id
    where true ${filter.status ? sql`and r.status = initcap(${filter.status})` : sql``}
      ${filter.functionId ? sql`and r.function_id = ${filter.functionId}` : sql``}
      ${filter.eventId ? sql`and r.event_ids @> array[${filter.eventId}]` : sql``}
      ${filter.cursor ? sql`and r.id < ${filter.cursor}` : sql``}
    order by r.id desc limit ${filter.limit + 1}`
  const data = rows.slice(0, filter.limit).map(runOf)
  return { data, next_cursor: rows.length > filter.limit ? (data.at(-1)?.run_id ?? null) : null }
}

interface StepRow {
  id: string
  name: string
  op: string
  opts: string | null
  result: string | null
  attempts: number
  last_error: string | null
  created_at: Date
  ended_at: Date | null
}

function stepOf(row: StepRow): WireStep {
  const result = json(row.result) as { data?: unknown; error?: WireError } | null
  return {
    id: row.id,
    name: row.name,
    op: row.op,
    status: !result ? 'Waiting' : result.error ? 'Failed' : 'Completed',
    attempts: row.attempts,
    opts: json(row.opts) as Record<string, unknown> | null,
    output: result?.data ?? null,
    error: result?.error ?? null,
    last_error: row.last_error,
    started_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  }
}

/** One run with input, result, steps in the order they began, and the calls that are still to come; null when there is none. */
export async function findRun(sql: Sql, id: string): Promise<WireRunDetail | null> {
  const [[row], steps, calls] = await Promise.all([
    sql<RunRow[]>`
      select ${runColumns(sql)} from jobs.runs r left join jobs.functions f on f.id = r.function_id where r.id = ${id}`,
    sql<StepRow[]>`select * from jobs.steps where run_id = ${id} order by position`,
    sql<(Omit<WireCall, 'due_at'> & { due_at: Date })[]>`
      select step_id, attempt, run_at as due_at, coalesce(lease_until >= now(), false) as running, last_error
      from jobs.queue where run_id = ${id} order by run_at`,
  ])
  if (!row) return null
  return {
    ...runOf(row),
    events: JSON.parse(row.events) as unknown[],
    output: json(row.output),
    error: json(row.error) as WireError | null,
    steps: steps.map(stepOf),
    calls: calls.map((call) => ({ ...call, due_at: call.due_at.toISOString() })),
  }
}

/** Events, newest first, a page at a time. */
export async function listEvents(
  sql: Sql,
  page: { name: string | null; cursor: string | null; limit: number },
): Promise<WirePage<WireEvent>> {
  const rows = await sql<{ id: string; payload: string; received_at: Date }[]>`
    select id, payload, received_at from jobs.events
    where true ${page.name ? sql`and name = ${page.name}` : sql``} ${page.cursor ? sql`and id < ${page.cursor}` : sql``}
    order by id desc limit ${page.limit + 1}`
  const data = rows.slice(0, page.limit).map((row) => {
    const { id, name, data, ts } = JSON.parse(row.payload) as EventPayload
    return { internal_id: row.id, id, name, data, ts, received_at: row.received_at.toISOString() }
  })
  return { data, next_cursor: rows.length > page.limit ? (data.at(-1)?.internal_id ?? null) : null }
}

/** Ends a run that has not ended. False when there is none such. */
export async function cancelRun(sql: Sql, id: string): Promise<boolean> {
  const [row] = await sql<{ cancelled: boolean }[]>`select jobs.cancel(${id}) as cancelled`
  return row?.cancelled ?? false
}

/** Starts the function of a run once more with the same events. Null when the run or its function is not there. */
export async function rerun(sql: Sql, id: string): Promise<string | null> {
  const [row] = await sql<{ config: string; events: string; event_ids: string[] }[]>`
    select f.config, r.events, r.event_ids from jobs.runs r join jobs.functions f on f.id = r.function_id and f.removed_at is null
    where r.id = ${id}`
  if (!row) return null
  const payloads = JSON.parse(row.events) as EventPayload[]
  const [first, ...rest] = payloads.map(
    (payload, index): StoredEvent => ({ id: row.event_ids[index] ?? ulid(), payload }),
  )
  if (!first) return null
  const start = startOf(functionConfig.parse(JSON.parse(row.config)), [first, ...rest], { rerunOf: id })
  const [started] = await sql<{ ok: boolean }[]>`select jobs.start(${JSON.stringify(start)}::text::jsonb) as ok`
  return started?.ok ? start.id : null
}

/** The functions that the app declares now. */
export async function listFunctions(sql: Sql): Promise<WireFunction[]> {
  const rows = await sql<
    {
      config: string
      name: string
      max_attempts: number
      synced_at: Date
      active: number
      failed: number
      next: Record<string, string> | null
    }[]
  >`
    select f.config, f.name, f.max_attempts, f.synced_at,
      (select count(*)::int from jobs.runs r where r.function_id = f.id and r.status in ('Scheduled', 'Running')) as active,
      (select count(*)::int from jobs.runs r where r.function_id = f.id and r.status = 'Failed'
        and r.ended_at > now() - interval '24 hours') as failed,
      (select jsonb_object_agg(c.expression, c.next_at) from jobs.crons c where c.function_id = f.id) as next
    from jobs.functions f where f.removed_at is null order by f.id`
  return rows.map((row) => {
    const config = functionConfig.parse(JSON.parse(row.config))
    return {
      id: config.id,
      name: row.name,
      triggers: config.triggers.map((trigger) => {
        if ('event' in trigger) return trigger
        const next = row.next?.[trigger.cron]
        return { cron: trigger.cron, next_at: next ? new Date(next).toISOString() : null }
      }),
      max_attempts: row.max_attempts,
      synced_at: row.synced_at.toISOString(),
      active: row.active,
      failed_last_day: row.failed,
    }
  })
}

/** Counts for a health page; `degraded` when the app is unknown or calls have been due for over a minute. */
export async function health(sql: Sql, catalogue: Catalogue): Promise<WireHealth> {
  const [row] = await sql<{ queued: number; running: number; failed: number; lag: number; functions: number }[]>`
    select count(*) filter (where run_at <= now() and (lease_until is null or lease_until < now()))::int as queued,
      count(*) filter (where lease_until >= now())::int as running,
      coalesce(extract(epoch from now() - min(run_at) filter (
        where run_at <= now() and (lease_until is null or lease_until < now()))), 0)::float8 as lag,
      (select count(*)::int from jobs.runs where status = 'Failed' and ended_at > now() - interval '24 hours') as failed,
      (select count(*)::int from jobs.functions where removed_at is null) as functions
    from jobs.queue`
  const lag = row?.lag ?? 0
  return {
    status: catalogue.failure || lag > 60 ? 'degraded' : 'ok',
    queued: row?.queued ?? 0,
    running: row?.running ?? 0,
    failed_last_day: row?.failed ?? 0,
    lag_seconds: lag,
    functions: row?.functions ?? 0,
    synced_at: catalogue.syncedAt ? new Date(catalogue.syncedAt).toISOString() : null,
    sync_error: catalogue.failure,
  }
}

/** Deletes every event about an organization, every run for one, and what runs by the clock noted of it. */
export async function forget(sql: Sql, organization: string): Promise<number> {
  const named = `%${organization.replace(/[%_\\]/g, '')}%`
  return sql.begin(async (tx) => {
    const runs = await tx`delete from jobs.runs r where r.events like ${named}`
    const steps = await tx`
      delete from jobs.steps s using jobs.runs r where r.id = s.run_id and r.ended_at is not null
        and (s.name like ${named} or s.result like ${named} or s.opts like ${named})`
    await tx`update jobs.runs set output = null, error = null where output like ${named} or error like ${named}`
    const events = await tx`delete from jobs.events where payload like ${named}`
    await tx`delete from jobs.pending where key like ${named} or array_to_string(events, ' ') like ${named}`
    return runs.count + steps.count + events.count
  })
}
