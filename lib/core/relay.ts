import type { Sql } from 'postgres'
import { connect } from '@/db/client'
import { isConnectionLost } from './database-errors'
import { noteAway, noteBack } from './outage'

/** An event on its way out of an organization's outbox, or, without one, out of the platform's. */
export type OutgoingEvent = {
  id: string
  organizationId: string | null
  type: string
  subjectType: string
  subjectId: string
  projectId: string | null
  taskId: string | null
  ticketId: string | null
  shared: boolean
  actorMemberId: string | null
  payload: Record<string, unknown>
}

export type NumberedMessage = { channel: string; type: string; id: string; seq: number }

/** Where events go. `jobs` must take them or throw; the live ones are hints and may be lost. */
export type Destinations = {
  channels(event: OutgoingEvent): string[]
  live(messages: NumberedMessage[]): Promise<void>
  disconnect(userIds: string[]): Promise<void>
  jobs(events: OutgoingEvent[]): Promise<void>
  log(message: string, error: unknown): void
}

export type Relay = { stop(): Promise<void> }

const batchSize = 100
const leaseSeconds = 30
const pollMs = 2_000
const hourMs = 3_600_000

/**
 * Empties the outboxes: wakes on NOTIFY, looks every two seconds anyway, and claims by state, so that several relays
 * share the work and none skips a row that committed late. An event leaves when the jobs have it; one that cannot be
 * delivered waits longer each time, up to five minutes.
 * @param url the database as lobby_relay
 */
export function startRelay(url: string, to: Destinations): Relay {
  const sql = connect(url, 3, 'lobby relay')
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  const wake = () => {
    again = true
    running ??= drain().finally(() => {
      running = null
      if (again && !stopped) wake()
    })
  }
  async function drain() {
    while (again && !stopped) {
      again = false
      try {
        const handled = await pass(sql, to)
        noteBack()
        if (handled === batchSize) again = true
      } catch (error) {
        if (isConnectionLost(error)) noteAway()
        to.log('The relay cannot reach the database', error)
      }
    }
  }

  const poll = setInterval(wake, pollMs)
  const tidy = setInterval(() => void retain(sql).catch((error) => to.log('Old events stay', error)), hourMs)
  // The connection for LISTEN comes back by itself; while it is away the poll does.
  sql.listen('outbox', wake, wake).catch((error) => to.log('The relay cannot listen yet', error))
  wake()

  return {
    async stop() {
      stopped = true
      clearInterval(poll)
      clearInterval(tidy)
      await running
      await sql.end({ timeout: 2 })
    },
  }
}

const claimed = (table: 'outbox' | 'platform_outbox') => `
  update ${table} set leased_until = now() + interval '${leaseSeconds} seconds', attempts = attempts + 1
  where id in (select id from ${table} where state = 'pending' and (leased_until is null or leased_until < now())
    order by occurred_at, id limit ${batchSize} for update skip locked)
  returning id, type, subject_type as "subjectType", subject_id as "subjectId", payload, ${
    table === 'outbox'
      ? 'organization_id as "organizationId", project_id as "projectId", task_id as "taskId", ticket_id as "ticketId", shared_with_client as shared, actor_member_id as "actorMemberId"'
      : 'null::uuid, null::uuid, null::uuid, null::uuid, false, null::uuid'
  }`
const claim = `with own as (${claimed('outbox')}), platform as (${claimed('platform_outbox')})
  select own.*, true as own from own union all select platform.*, false from platform`

async function pass(sql: Sql, to: Destinations): Promise<number> {
  const rows = await sql.unsafe<(OutgoingEvent & { own: boolean })[]>(claim, [], { prepare: true })
  const events = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (events.length === 0) return 0
  const own = events.filter((event) => event.own)
  const platform = events.filter((event) => !event.own)

  const [live, jobs] = await Promise.allSettled([announce(sql, to, events), to.jobs(events)])
  if (live.status === 'rejected') to.log('Live messages were lost', live.reason)
  if (jobs.status === 'rejected') to.log('Jobs do not take events; they are kept', jobs.reason)
  const failure = jobs.status === 'rejected' ? String(jobs.reason).slice(0, 500) : null
  await Promise.all([settle(sql, 'outbox', own, failure), settle(sql, 'platform_outbox', platform, failure)])
  return Math.max(own.length, platform.length)
}

async function settle(sql: Sql, table: string, events: readonly OutgoingEvent[], failure: string | null) {
  if (events.length === 0) return
  const ids = events.map((event) => event.id)
  if (failure === null)
    await sql`update ${sql(table)} set state = 'done', done_at = now(), last_error = null where id in ${sql(ids)}`
  else
    await sql`update ${sql(table)} set last_error = ${failure},
      leased_until = now() + least(interval '5 minutes', interval '1 second' * power(2, least(attempts, 10))) where id in ${sql(ids)}`
}

/** Numbers the messages of each channel and sends them; then ends the connections of those who lost access. */
async function announce(sql: Sql, to: Destinations, events: OutgoingEvent[]) {
  const messages = events.flatMap((event) => to.channels(event).map((channel) => ({ channel, event })))
  const lost = events.flatMap((event) =>
    Array.isArray(event.payload.disconnect) ? (event.payload.disconnect as string[]) : [],
  )
  const [sent, ended] = await Promise.allSettled([
    messages.length > 0 ? number(sql, messages).then(to.live) : undefined,
    lost.length > 0 ? to.disconnect([...new Set(lost)]) : undefined,
  ])
  for (const outcome of [sent, ended]) if (outcome.status === 'rejected') throw outcome.reason
}

async function number(sql: Sql, messages: { channel: string; event: OutgoingEvent }[]): Promise<NumberedMessage[]> {
  const counts = new Map<string, { organizationId: string; count: number }>()
  for (const { channel, event } of messages)
    counts.set(channel, { organizationId: event.organizationId ?? '', count: (counts.get(channel)?.count ?? 0) + 1 })
  // In one order everywhere, so that two relays cannot wait for each other.
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([channel, row]) => ({ channel, ...row }))
  // As JSON: this driver learns the array types of a database only by asking for all of its types.
  const taken = await sql<{ channel: string; seq: string }[]>`
    insert into live_sequences (organization_id, channel, seq)
    select r."organizationId", r.channel, r.count
    from jsonb_to_recordset(${sql.json(rows)}) as r("organizationId" uuid, channel text, count bigint)
    on conflict (organization_id, channel) do update set seq = live_sequences.seq + excluded.seq
    returning channel, seq`
  const next = new Map(taken.map((row) => [row.channel, Number(row.seq) - (counts.get(row.channel)?.count ?? 0)]))
  return messages.map(({ channel, event }) => {
    const seq = (next.get(channel) ?? 0) + 1
    next.set(channel, seq)
    return { channel, type: event.type, id: event.subjectId, seq }
  })
}

/** Events that were delivered a week ago have done their work; the audit trail keeps the facts. */
const retain = async (sql: Sql) => {
  await sql`delete from outbox where state = 'done' and done_at < now() - interval '7 days'`
  await sql`delete from platform_outbox where state = 'done' and done_at < now() - interval '7 days'`
}
