import type { Sql } from 'postgres'
import { z } from 'zod'
import type { Catalogue } from './catalogue'
import type { EventPayload, StoredEvent } from './changes'
import { persist } from './database'
import { seededEventId, ulid } from './ids'
import { route } from './routing'

/** Limits of the real server, so that what works here works there. */
const maxEvents = 5000
const maxEventBytes = 512 * 1024
const staleMs = 5000

/** No control characters and no half surrogates, which PostgreSQL would refuse. */
const plainText = /^[^\p{Cc}\p{Cs}]+$/u

const incoming = z.object({
  id: z.string().min(1).max(500).regex(plainText).nullish(),
  name: z.string().min(1).max(256).regex(plainText),
  data: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().int().nullish(),
  user: z.unknown().optional(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
})

export class BadEvents extends Error {}
export class NotReady extends Error {}

/**
 * Reads the body of `POST /e/<key>`: one event or a list.
 * @param seed `x-inngest-event-id-seed`; repeats of a request carry the same and so get the same ids.
 * @throws BadEvents with a message for the sender.
 */
export function readEvents(body: unknown, seed: string | undefined, now: number): StoredEvent[] {
  const list: unknown[] = Array.isArray(body) ? body : [body]
  if (list.length > maxEvents) throw new BadEvents(`At most ${maxEvents} events may be sent at once`)
  return list.map((candidate, index) => {
    const parsed = incoming.safeParse(candidate)
    if (!parsed.success) throw new BadEvents(`Event ${index}: ${z.prettifyError(parsed.error)}`)
    const { data: event } = parsed
    if (event.name.startsWith('inngest/'))
      throw new BadEvents(`Event ${index}: names that begin with inngest/ are reserved`)
    if (Buffer.byteLength(JSON.stringify(candidate)) > maxEventBytes)
      throw new BadEvents(`Event ${index} is larger than 512 kB`)
    const id = (seed && seededEventId(seed, index)) || ulid(now)
    const payload: EventPayload = { id: event.id ?? id, name: event.name, data: event.data ?? {}, ts: event.ts ?? now }
    if (event.user !== undefined && event.user !== null) payload.user = event.user
    if (event.v) payload.v = event.v
    if (event.meta !== undefined && event.meta !== null) payload.meta = event.meta
    return event.id ? { id, externalId: event.id, payload } : { id, payload }
  })
}

/**
 * Stores events and starts what they trigger, in one transaction. An event that is known by its id has no second effect.
 * @returns the stored ids in order; for a known event the id of the first time.
 * @throws NotReady while no function is known: accepted now, the event would be lost to the functions that want it.
 */
export async function acceptEvents(sql: Sql, catalogue: Catalogue, events: StoredEvent[]): Promise<string[]> {
  if (Date.now() - catalogue.syncedAt > staleMs) await catalogue.sync(2000)
  if (!catalogue.syncedAt && !(await catalogue.current()).length) throw new NotReady('The functions are not known yet')

  let absorb = await route(sql, await catalogue.current(), events)
  const taken = absorb.starts.length + absorb.collects.length + absorb.matches.length
  // Nobody wants it: perhaps a new build of the app does, which the last sync could not know of.
  if (!taken && Date.now() - catalogue.syncedAt > 1000 && (await catalogue.sync(2000))) {
    absorb = await route(sql, await catalogue.current(), events)
  }
  const json = JSON.stringify(absorb)
  const [row] = await persist(
    () => sql<{ known: Record<string, string> }[]>`select jobs.absorb(${json}::text::jsonb) as known`,
    5000,
  )
  return events.map((event) => (event.externalId && row?.known[event.externalId]) || event.id)
}
