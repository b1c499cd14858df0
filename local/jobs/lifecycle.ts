import type { Sql } from 'postgres'
import type { Catalogue } from './catalogue'
import type { EventPayload, StoredEvent } from './changes'
import { ulid } from './ids'
import { route } from './routing'

interface EndedRun {
  id: string
  function_id: string
  status: 'Completed' | 'Failed' | 'Cancelled'
  events: string
  output: string | null
  error: string | null
}

/** Names of the events that the server itself sends when a run ends. */
const namesFor = {
  Completed: ['inngest/function.finished'],
  Failed: ['inngest/function.failed', 'inngest/function.finished'],
  Cancelled: ['inngest/function.cancelled'],
} as const

/** The events that tell of the end of a run. A run that was itself started by such an event tells nothing, or it would never end. */
export function endingEvents(run: EndedRun, now: number): StoredEvent[] {
  const events = JSON.parse(run.events) as EventPayload[]
  const [event] = events
  if (!event || /^inngest\/function\.(finished|failed|cancelled)$/.test(event.name)) return []
  const error = run.error === null ? undefined : { ...(JSON.parse(run.error) as object), __serialized: true }
  return namesFor[run.status].map((name) => {
    const id = ulid(now)
    const data: Record<string, unknown> = { function_id: run.function_id, run_id: run.id, event, events }
    if (run.status === 'Completed') data.result = JSON.parse(run.output ?? 'null')
    else data.error = error
    return { id, externalId: `${run.id}:${name}`, payload: { id, name, data, ts: now } }
  })
}

/** Sends the events of ended runs and starts what waits for them, once per run. Returns how many runs were told of. */
export async function announceEnds(sql: Sql, catalogue: Catalogue): Promise<number> {
  const runs = await sql<EndedRun[]>`
    select r.id, r.function_id, r.status, r.events, r.output, r.error from jobs.lifecycle l join jobs.runs r on r.id = l.run_id
    order by l.created_at limit 100`
  for (const run of runs) {
    const absorb = await route(sql, await catalogue.current(), endingEvents(run, Date.now()))
    await sql`select jobs.absorb(${JSON.stringify({ ...absorb, lifecycle: run.id })}::text::jsonb)`
  }
  return runs.length
}
