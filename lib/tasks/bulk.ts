import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { AppError, forbidden, notFound, stale } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { FieldError } from '@/lib/core/result'
import type { Tx } from '@/lib/core/transaction'
import { ofProject, taskReaches } from './find'
import { labelNames } from './labels'
import type { BulkChange } from './schema'

/** The named tasks of a project with what the actor may do to each, locked in one order so that two bulks cannot meet crosswise. */
export async function lockTasks(tx: Tx, ctx: Context, projectId: string, ids: string[]) {
  return tx
    .select({
      task: tasks,
      labels: labelNames,
      mayEdit: taskReaches(ctx, 'tasks.tasks.edit'),
      mayAssign: taskReaches(ctx, 'tasks.tasks.assign'),
      mayDelete: taskReaches(ctx, 'tasks.tasks.delete'),
    })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(
      and(
        eq(tasks.organizationId, ctx.organization.id),
        eq(tasks.projectId, projectId),
        isNull(projects.deletedAt),
        taskReaches(ctx, 'tasks.tasks.view'),
        inArray(tasks.id, ids),
      ),
    )
    .orderBy(asc(tasks.id))
    .for('no key update', { of: tasks })
}
export type Locked = Awaited<ReturnType<typeof lockTasks>>[number]
export type Pair = { change: BulkChange; row: Locked; index: number }

const isEdit = ({ deleted: _, task: __, version: ___, ...fields }: BulkChange) => Object.keys(fields).length > 0
const reassigns = ({ change, row }: Pair) =>
  change.assigneeId !== undefined && change.assigneeId !== row.task.assigneeId

const needs: { permission: Permission; lacking: (pair: Pair) => boolean }[] = [
  { permission: 'tasks.tasks.edit', lacking: ({ change, row }) => isEdit(change) && !row.mayEdit },
  { permission: 'tasks.tasks.assign', lacking: (pair) => reassigns(pair) && !pair.row.mayAssign },
  {
    permission: 'tasks.tasks.delete',
    lacking: ({ change, row }) => change.deleted !== undefined && !row.mayDelete,
  },
]

/**
 * Pairs each change with its task, all or nothing.
 * @throws 404 when one cannot be seen · 403 and 409 `STALE` that name every task concerned, in `errors` by its place
 */
export function pairUp(projectKey: string, changes: BulkChange[], rows: Locked[]): Pair[] {
  const byId = new Map(rows.map((row) => [row.task.id, row]))
  const pairs = changes.map((change, index): Pair => {
    const row = byId.get(change.task)
    // One in the bin is there only for whoever takes it out again.
    if (!row || (row.task.deletedAt !== null && change.deleted !== false)) throw notFound()
    return { change, row, index }
  })
  for (const { permission, lacking } of needs) {
    const refused = pairs.filter(lacking)
    if (refused.length > 0) throw naming(forbidden(permission), projectKey, refused, 'forbidden')
  }
  const outdated = pairs.filter(({ change, row }) => change.version !== row.task.version)
  if (outdated.length > 0) {
    const current = outdated.map(({ row: { task } }) => ({ id: task.id, version: task.version, status: task.status }))
    throw naming(stale({ tasks: current }), projectKey, outdated, 'stale')
  }
  return pairs
}

/** The same refusal, saying which of the tasks it is about. */
function naming({ status, problem }: AppError, projectKey: string, pairs: Pair[], code: string): AppError {
  const keyOf = ({ row }: Pair) => `${projectKey}-${row.task.number}`
  const errors = pairs.map((pair): FieldError => ({ path: `tasks.${pair.index}`, code, message: keyOf(pair) }))
  const keys = pairs.slice(0, 10).map(keyOf).join(', ')
  const more = pairs.length > 10 ? ` and ${pairs.length - 10} more` : ''
  return new AppError(status, { ...problem, message: `${keys}${more}: ${problem.message}`, errors })
}

/** What a task becomes: the change over what it was. */
export const resultOf = ({ change, row: { task } }: Pair) => ({
  id: task.id,
  status: change.status ?? task.status,
  priority: change.priority ?? task.priority,
  assigneeId: change.assigneeId === undefined ? task.assigneeId : change.assigneeId,
  dueOn: change.dueOn === undefined ? task.dueOn : change.dueOn,
  deleted: change.deleted ?? task.deletedAt !== null,
})

/** Writes all results in one statement; the rows are locked, so their versions stand. */
export const writeResults = (tx: Tx, ctx: Context, results: ReturnType<typeof resultOf>[]) =>
  tx.execute(sql`
    update tasks set status = n.status, priority = n.priority, assignee_id = n."assigneeId", due_on = n."dueOn",
      completed_at = case when n.status <> 'DONE' then null when tasks.status = 'DONE' then tasks.completed_at else now() end,
      deleted_at = case when n.deleted then coalesce(tasks.deleted_at, now()) end,
      version = tasks.version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb)
      as n(id uuid, status text, priority text, "assigneeId" uuid, "dueOn" date, deleted boolean)
    where tasks.organization_id = ${ctx.organization.id} and tasks.id = n.id`)

/** The change that takes this one back, for the same command. */
export function inverseOf({ change, row }: Pair, version: number): BulkChange {
  const { task, labels } = row
  const had = new Set(labels.map((label) => label.toLowerCase()))
  const added = (change.addLabels ?? []).filter((label) => !had.has(label.toLowerCase()))
  const removed = (change.removeLabels ?? []).filter((label) => had.has(label.toLowerCase()))
  return {
    task: task.id,
    version,
    ...(change.status !== undefined && { status: task.status as BulkChange['status'] }),
    ...(change.priority !== undefined && { priority: task.priority as BulkChange['priority'] }),
    ...(change.assigneeId !== undefined && { assigneeId: task.assigneeId }),
    ...(change.dueOn !== undefined && { dueOn: task.dueOn }),
    ...(added.length > 0 && { removeLabels: added }),
    ...(removed.length > 0 && { addLabels: removed }),
    ...(change.deleted !== undefined && { deleted: !change.deleted }),
  }
}
