import { and, eq, inArray, sql } from 'drizzle-orm'
import { labels, taskLabels } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'

/** The ids of labels by name; new ones are added to the organization. */
async function ensureLabels(tx: Tx, ctx: Context, names: string[]): Promise<Map<string, string>> {
  const organizationId = ctx.organization.id
  // Sorted, so that two writers of the same new labels wait for each other instead of blocking.
  const wanted = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].sort()
  if (wanted.length === 0) return new Map()
  await tx
    .insert(labels)
    .values(wanted.map((name) => ({ organizationId, name })))
    .onConflictDoNothing()
  const lower = wanted.map((name) => name.toLowerCase())
  const rows = await tx
    .select({ id: labels.id, name: labels.name })
    .from(labels)
    .where(and(eq(labels.organizationId, organizationId), inArray(sql`lower(${labels.name})`, lower)))
  return new Map(rows.map((row) => [row.name.toLowerCase(), row.id]))
}

/** Gives tasks their labels; `byTask` is task id → label names. */
export async function addLabels(tx: Tx, ctx: Context, byTask: Map<string, string[]>): Promise<void> {
  const ids = await ensureLabels(tx, ctx, [...byTask.values()].flat())
  const rows = [...byTask].flatMap(([taskId, names]) =>
    [...new Set(names.map((name) => name.toLowerCase()))].flatMap((name) => {
      const labelId = ids.get(name)
      return labelId ? [{ organizationId: ctx.organization.id, taskId, labelId }] : []
    }),
  )
  if (rows.length > 0) await tx.insert(taskLabels).values(rows).onConflictDoNothing()
}

/** Takes labels from tasks; `byTask` is task id → label names, in whatever case. */
export async function removeLabels(tx: Tx, ctx: Context, byTask: Map<string, string[]>): Promise<void> {
  const pairs = [...byTask].flatMap(([task, names]) => names.map((name) => ({ task, name: name.toLowerCase() })))
  if (pairs.length === 0) return
  await tx.execute(sql`delete from task_labels tl
    using labels l, jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as gone(task uuid, name text)
    where tl.organization_id = ${ctx.organization.id} and tl.task_id = gone.task
      and l.organization_id = tl.organization_id and l.id = tl.label_id and lower(l.name) = gone.name`)
}

/** Replaces the labels of one task. */
export async function setLabels(tx: Tx, ctx: Context, taskId: string, names: string[]): Promise<void> {
  await tx
    .delete(taskLabels)
    .where(and(eq(taskLabels.organizationId, ctx.organization.id), eq(taskLabels.taskId, taskId)))
  await addLabels(tx, ctx, new Map([[taskId, names]]))
}

/** A task's label names, as a column of a select over `tasks`. */
export const labelNames = sql<string[]>`coalesce((select jsonb_agg(label.name order by label.name) from task_labels tl
  join labels label on label.organization_id = tl.organization_id and label.id = tl.label_id
  where tl.organization_id = "tasks"."organization_id" and tl.task_id = "tasks"."id"), '[]')`
