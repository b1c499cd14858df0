import { sql } from 'drizzle-orm'
import type { OrganizationId } from '@/lib/core/context'
import { inTenant } from '@/lib/core/transaction'
import type { House, Scratch } from './scratch'
import { type Section, sectionOf } from './sheet'
import { tenantTables } from './tables'

/** Deliveries go on by themselves while nobody touches anything, and one's own words may name anything. */
const moving = new Set([
  'audit_log',
  'audit_seals',
  'outbox',
  'inbox',
  'notifications',
  'live_sequences',
  'idempotency_keys',
  'saved_views',
])

/** What stands in every table of an organization, as one hash each. */
export const hashesOf = async (house: House): Promise<Map<string, string>> => {
  const tables = (await tenantTables()).filter(({ name }) => !moving.has(name))
  return inTenant(house.id as OrganizationId, async (tx) => {
    const hashes = tables.map(async ({ name }) => {
      const [row] = await tx.execute<{ hash: string }>(sql`
        select md5(coalesce(string_agg(t::text, ';' order by t::text), '')) as hash
        from ${sql.identifier(name)} t where organization_id = ${house.id}::uuid`)
      return [name, row?.hash ?? ''] as const
    })
    return new Map(await Promise.all(hashes))
  })
}

/** What people of the neighbour did; nobody did anything there since the attack began. */
export const actsIn = (house: House): Promise<number> =>
  inTenant(house.id as OrganizationId, async (tx) => {
    const [row] = await tx.execute<{ acts: number }>(
      sql`select count(*)::int as acts from audit_log where actor_kind in ('session', 'token')`,
    )
    return row?.acts ?? 0
  })

/** After the attack: the neighbour's tables are what they were, and none of one's own rows holds an id of theirs. */
export async function compareNeighbour(
  { ours, theirs }: Scratch,
  before: { hashes: Map<string, string>; acts: number },
): Promise<Section> {
  const notes = sectionOf('neighbour')
  for (const [table, hash] of await hashesOf(theirs)) {
    notes.ask()
    if (before.hashes.get(table) !== hash) notes.find(`${table}: the neighbour’s rows have changed`)
  }
  notes.ask()
  if ((await actsIn(theirs)) !== before.acts) notes.find('somebody has acted in the neighbour’s organization')

  const ids = Object.values(theirs.ids).flat()
  const tables = (await tenantTables()).filter(({ name }) => !moving.has(name))
  await inTenant(ours.id as OrganizationId, async (tx) => {
    for (const { name } of tables) {
      const [row] = await tx.execute<{ rows: number }>(sql`
        select count(*)::int as rows from ${sql.identifier(name)} t where t::text ~ ${ids.join('|')}`)
      notes.ask()
      if (row?.rows) notes.find(`${name}: ${row.rows} rows hold an id of the neighbour’s`)
    }
  })
  return notes.end()
}
