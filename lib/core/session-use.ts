import { sql } from 'drizzle-orm'
import type { OrganizationId } from './context'
import { inTenant, platformQuery } from './transaction'

/** Where sessions were used since the last writing. */
let used = new Map<string, string | null>()
/** Who was seen in which organization since then. */
let seen = new Map<string, Set<string>>()
let timer: NodeJS.Timeout | undefined
const everyMs = 60_000

type Place = { organization: { id: string }; member: { id: string } }

/** Notes that a session is in use, and where. It costs a request nothing: a few statements a minute write all of them. */
export function noteUse(sessionId: string, address: string | null, place?: Place): void {
  used.set(sessionId, address)
  if (place) seen.set(place.organization.id, (seen.get(place.organization.id) ?? new Set()).add(place.member.id))
  timer ??= setTimeout(() => void writeUse().catch(() => undefined), everyMs).unref()
}

/** Writes what was noted; a session that was written less than five minutes ago stays as it is. */
export async function writeUse(): Promise<void> {
  const notes = [...used].map(([id, address]) => ({ id, address }))
  const places = seen
  used = new Map()
  seen = new Map()
  clearTimeout(timer)
  timer = undefined
  if (notes.length === 0) return
  await platformQuery(
    `update sessions s set last_used_at = now(), last_address = n.address
     from jsonb_to_recordset($1::jsonb) as n(id uuid, address text)
     where s.id = n.id and (s.last_used_at is null or s.last_used_at < now() - interval '5 minutes')`,
    [JSON.stringify(notes)],
  )
  for (const [organizationId, people] of places) await writeSeen(organizationId as OrganizationId, [...people])
}

/** The same for members, each organization behind its own wall. */
const writeSeen = (organizationId: OrganizationId, people: string[]) =>
  inTenant(organizationId, (tx) =>
    tx.execute(sql`
      insert into member_sightings (organization_id, member_id, seen_at)
      select m.organization_id, m.id, now() from members m join jsonb_array_elements_text(${JSON.stringify(people)}::jsonb) p on p::uuid = m.id
      where m.organization_id = ${organizationId}
      on conflict (organization_id, member_id) do update set seen_at = excluded.seen_at
      where member_sightings.seen_at < now() - interval '5 minutes'`),
  )
