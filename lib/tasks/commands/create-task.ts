import { tasks } from '@/db/schema/tasks'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { addLabels } from '../labels'
import { initialRank, takeNumbers } from '../number'
import { createTaskInput } from '../schema'
import { requireAssignable } from '../staff'

export const taskConflicts = {
  tasks_parent_fk: { path: 'parentId', message: 'The parent must be a task of the same project.' },
  tasks_not_own_parent: { path: 'parentId', message: 'A task cannot be its own parent.' },
  tasks_dates: { path: 'dueOn', message: 'The due date is before the start.' },
}

/** Adds a task to a project. @throws 409 `PAYMENT_REQUIRED` for one that begins in progress before the payment */
export const createTask = defineCommand({
  name: 'tasks.create',
  permission: 'tasks.tasks.create',
  input: createTaskInput,
  conflicts: taskConflicts,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'tasks.tasks.create'),
  async run({ tx, ctx, input, subject: project }) {
    const { project: _, labels = [], ...fields } = input
    if (fields.assigneeId && !can(ctx, 'tasks.tasks.assign')) throw forbidden('tasks.tasks.assign')
    await requireAssignable(tx, ctx, project.id, fields.assigneeId)
    const organizationId = ctx.organization.id
    const id = newId()
    const number = await takeNumbers(tx, ctx, project.id)
    const completedAt = fields.status === 'DONE' ? new Date() : null
    await tx.insert(tasks).values({
      organizationId,
      id,
      projectId: project.id,
      number,
      rank: initialRank(number),
      createdById: memberOf(ctx),
      completedAt,
      ...fields,
    })
    if (labels.length > 0) await addLabels(tx, ctx, new Map([[id, labels]]))

    const about = { subject: { type: 'task' as const, id }, projectId: project.id, taskId: id }
    const created = { type: 'task.created', ...about, after: { number, ...fields, labels }, shared: true }
    const key = `${project.key}-${number}`
    if (!fields.assigneeId) return changed({ id, key, number, version: 1 }, created)
    const assigned = {
      type: 'task.assigned',
      ...about,
      after: { assigneeId: fields.assigneeId },
      payload: { assigneeId: fields.assigneeId },
    }
    return changed({ id, key, number, version: 1 }, created, assigned)
  },
})
