import { and, eq, sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { forbidden, stale } from '@/lib/core/errors'
import { changed, difference, type EventDraft, unchanged } from '@/lib/core/events'
import { findTask } from '../find'
import { setLabels } from '../labels'
import { rankAt } from '../rank'
import { updateTaskInput } from '../schema'
import { requireAssignable } from '../staff'
import { taskConflicts } from './create-task'

/**
 * Changes a task: its fields, its status, its place on the board.
 * @throws 403 `tasks.tasks.assign` for a new assignee · 409 `STALE` · 409 `PAYMENT_REQUIRED`
 */
export const updateTask = defineCommand({
  name: 'tasks.update',
  permission: 'tasks.tasks.edit',
  input: updateTaskInput,
  conflicts: taskConflicts,
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.tasks.edit'),
  async run({ tx, ctx, input, subject: { task, project, mayAssign } }) {
    const { task: _, version, labels, after, ...fields } = input
    if (task.version !== version) throw stale({ ...task, key: `${project.key}-${task.number}` })
    const reassigned = fields.assigneeId !== undefined && fields.assigneeId !== task.assigneeId
    if (reassigned && !mayAssign) throw forbidden('tasks.tasks.assign')
    if (reassigned) await requireAssignable(tx, ctx, project.id, fields.assigneeId)

    const status = fields.status ?? task.status
    const moved = status !== task.status
    const rank =
      after === undefined ? undefined : await rankAt(tx, ctx, { projectId: project.id, status, taskId: task.id, after })
    const diff = difference(task, { ...task, ...fields })
    if (!diff.changed && rank === undefined && labels === undefined) return unchanged({ id: task.id, version })

    const [row] = await tx
      .update(tasks)
      .set({
        ...fields,
        ...(rank !== undefined && { rank }),
        ...(moved && { completedAt: status === 'DONE' ? sql`now()` : null }),
        version: sql`${tasks.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, task.id), eq(tasks.version, version)))
      .returning({ version: tasks.version })
    if (!row) throw stale({ id: task.id })
    if (labels) await setLabels(tx, ctx, task.id, labels)

    const about = { subject: { type: 'task' as const, id: task.id }, projectId: project.id, taskId: task.id }
    const change: EventDraft = {
      type: moved ? (status === 'DONE' ? 'task.completed' : 'task.moved') : 'task.updated',
      ...about,
      before: diff.before,
      after: { ...diff.after, ...(labels && { labels }), ...(rank !== undefined && { rank }) },
      shared: true,
    }
    const data = { id: task.id, version: row.version, status }
    if (!reassigned) return changed(data, change)
    return changed(data, change, { type: 'task.assigned', ...about, payload: { assigneeId: fields.assigneeId } })
  },
})
