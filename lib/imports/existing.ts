import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import type { Choices } from './choices'
import { byField } from './columns'
import type { Table } from './table'

/**
 * The keys of a file that living tasks of the project have already, in small letters, each with its task. What this
 * import itself has written does not count. Parents named in the file are looked for as well.
 */
export async function existingKeys(
  tx: Tx,
  ctx: Context,
  target: { projectId: string; importId: string },
  table: Table,
  mapping: Choices['mapping'],
): Promise<Map<string, string>> {
  const fields = byField(table, mapping)
  const keys = new Set(
    table.rows
      .flatMap((row) => [fields.first(row, 'externalKey'), ...fields.values(row, 'parent')])
      .map((key) => key.trim().slice(0, 100).toLowerCase())
      .filter(Boolean),
  )
  if (keys.size === 0) return new Map()
  const rows = await tx.execute<{ key: string; id: string }>(sql`
    select lower(t.external_key) as key, t.id from tasks t
    join jsonb_array_elements_text(${JSON.stringify([...keys])}::jsonb) as wanted(key) on lower(t.external_key) = wanted.key
    where t.organization_id = ${ctx.organization.id} and t.project_id = ${target.projectId} and t.deleted_at is null
      and t.import_id is distinct from ${target.importId}::uuid
    order by t.number desc`)
  return new Map(rows.map(({ key, id }) => [key, id]))
}
