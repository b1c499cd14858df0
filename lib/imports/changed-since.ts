import { sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'

/** A task of an import that somebody has worked on since. */
export type ChangedTask = { id: string; number: number; title: string }

/**
 * The tasks of an import that would take somebody's work with them: edited, commented on, with files, tickets or
 * dependencies, or with sub-tasks that are not of this import. What is in the bin already is not asked about.
 */
export async function changedSince(tx: Tx, ctx: Context, importId: string): Promise<ChangedTask[]> {
  const rows = await tx.execute<ChangedTask>(sql`
    select t.id, t.number, t.title from tasks t
    where t.organization_id = ${ctx.organization.id} and t.import_id = ${importId} and t.deleted_at is null and (
      t.version > 1
      or exists (select 1 from comments c where c.organization_id = t.organization_id and c.task_id = t.id and c.deleted_at is null
        and (c.version > 1 or c.created_at > t.created_at))
      or exists (select 1 from attachments a where a.organization_id = t.organization_id and a.task_id = t.id and a.deleted_at is null)
      or exists (select 1 from tickets k where k.organization_id = t.organization_id and k.task_id = t.id and k.deleted_at is null)
      or exists (select 1 from task_dependencies d where d.organization_id = t.organization_id and t.id in (d.task_id, d.depends_on_id))
      or exists (select 1 from tasks s where s.organization_id = t.organization_id and s.parent_id = t.id
        and s.deleted_at is null and s.import_id is distinct from t.import_id)
      or exists (select 1 from checklist_items i where i.organization_id = t.organization_id and i.task_id = t.id
        and (i.version > 1 or i.created_at > t.created_at)))
    order by t.number`)
  return [...rows]
}
