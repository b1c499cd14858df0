import { defineCommand } from '@/lib/core/command'
import { changed, difference, type EventDraft, unchanged } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { inverseOf, lockTasks, type Pair, pairUp, resultOf, writeResults } from '../bulk'
import { addLabels, removeLabels } from '../labels'
import { bulkUpdateInput } from '../schema'
import { requireAssignable } from '../staff'
import { taskConflicts } from './create-task'

/**
 * Changes up to 200 tasks of a project in one transaction: all of them or none. Every task keeps its own line in the
 * trail; one loud event about the project tells everybody else. `undo` takes it back through the same command.
 * @throws 403 · 409 `STALE`, both naming the tasks · 409 `PAYMENT_REQUIRED`
 */
export const bulkUpdateTasks = defineCommand({
  name: 'tasks.bulk_update',
  permission: 'tasks.tasks.edit',
  input: bulkUpdateInput,
  conflicts: taskConflicts,
  find: async ({ tx, ctx, input }) => ({
    ...(await findProject(tx, ctx, input.project, 'projects.projects.view')),
    permitted: true,
  }),
  async run({ tx, ctx, input, subject: project }) {
    const ids = input.tasks.map(({ task }) => task)
    const pairs = pairUp(project.key, input.tasks, await lockTasks(tx, ctx, project.id, ids))
    const assignees = new Set(
      pairs.flatMap(({ change, row }) => (change.assigneeId !== row.task.assigneeId ? [change.assigneeId] : [])),
    )
    for (const assignee of assignees) await requireAssignable(tx, ctx, project.id, assignee)

    const moving = pairs.filter(changesSomething)
    if (moving.length === 0) return unchanged({ changed: 0, undo: [] })
    await writeResults(tx, ctx, moving.map(resultOf))
    await addLabels(tx, ctx, new Map(moving.map(({ change, row }) => [row.task.id, change.addLabels ?? []])))
    await removeLabels(tx, ctx, new Map(moving.map(({ change, row }) => [row.task.id, change.removeLabels ?? []])))

    const undo = moving.map((pair) => inverseOf(pair, pair.row.task.version + 1))
    return changed({ changed: moving.length, undo }, loud(project.id, moving), ...moving.map(quiet))
  },
})

const valuesOf = ({ row: { task, labels } }: Pair) => ({
  status: task.status,
  priority: task.priority,
  assigneeId: task.assigneeId,
  dueOn: task.dueOn,
  deleted: task.deletedAt !== null,
  labels,
})

function resultingLabels({ change, row: { labels } }: Pair): string[] {
  const gone = new Set((change.removeLabels ?? []).map((label) => label.toLowerCase()))
  const known = new Set(labels.map((label) => label.toLowerCase()))
  const fresh = (change.addLabels ?? []).filter((label) => !known.has(label.toLowerCase()))
  return [...labels.filter((label) => !gone.has(label.toLowerCase())), ...fresh]
}

const diffOf = (pair: Pair) => {
  const { id: _, ...result } = resultOf(pair)
  return difference(valuesOf(pair), { ...result, labels: resultingLabels(pair) })
}
const changesSomething = (pair: Pair) => diffOf(pair).changed

/** The line in one task's own trail. */
function quiet(pair: Pair): EventDraft {
  const { task } = pair.row
  const { before, after } = diffOf(pair)
  const type =
    'deleted' in after
      ? after.deleted
        ? 'task.deleted'
        : 'task.restored'
      : !('status' in after)
        ? 'task.updated'
        : after.status === 'DONE'
          ? 'task.completed'
          : 'task.moved'
  return {
    type,
    subject: { type: 'task', id: task.id },
    projectId: task.projectId,
    taskId: task.id,
    before,
    after,
    quiet: true,
  }
}

/** What everybody else hears, once: which tasks, who got some, and which are done now. */
function loud(projectId: string, pairs: Pair[]): EventDraft {
  const idsWhere = (test: (result: ReturnType<typeof resultOf>, pair: Pair) => boolean) =>
    pairs.filter((pair) => test(resultOf(pair), pair)).map(({ row }) => row.task.id)
  const assigned = [...new Set(pairs.map((pair) => resultOf(pair).assigneeId))].flatMap((memberId) => {
    const taskIds = idsWhere((result, { row }) => result.assigneeId === memberId && row.task.assigneeId !== memberId)
    return memberId && taskIds.length > 0 ? [{ memberId, taskIds }] : []
  })
  return {
    type: 'tasks.bulk_changed',
    subject: { type: 'project', id: projectId },
    projectId,
    after: { tasks: pairs.length },
    payload: {
      taskIds: idsWhere(() => true),
      completed: idsWhere((result, { row }) => result.status === 'DONE' && row.task.status !== 'DONE'),
      assigned,
    },
    shared: true,
  }
}
