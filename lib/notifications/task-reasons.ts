import { and, eq, isNull } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { tasks } from '@/db/schema/tasks'
import { addressedIn } from './addressed'
import type { Ask, Rules, Wanted } from './ask'

async function taskOf({ tx, ctx, event }: Ask) {
  if (!event.taskId) return undefined
  const [task] = await tx
    .select({ author: tasks.createdById, assignee: tasks.assigneeId })
    .from(tasks)
    .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, event.taskId)))
  return task
}

/** A comment on a task, or on a project as a whole. */
export async function commentedOn(ask: Ask): Promise<Wanted[]> {
  const { tx, ctx, event, watching } = ask
  const { taskId, projectId } = event
  const about = taskId
    ? eq(comments.taskId, taskId)
    : and(eq(comments.projectId, projectId ?? ''), isNull(comments.taskId), isNull(comments.ticketId))
  const [others, task] = await Promise.all([
    tx
      .selectDistinct({ id: comments.authorId })
      .from(comments)
      .where(and(eq(comments.organizationId, ctx.organization.id), about, isNull(comments.deletedAt))),
    taskOf(ask),
  ])
  return [
    ...(await addressedIn(ask)),
    { ids: [task?.assignee], reason: 'assigned', kind: 'comments' },
    { ids: [task?.author, ...others.map((row) => row.id)], reason: 'participant', kind: 'comments' },
    { ids: watching, reason: 'watching', kind: 'comments' },
  ]
}

type Assigned = { memberId: string; taskIds: string[] }

/** Who hears of what happens to a task, and why. */
export const taskRules: Rules = {
  'task.assigned': async ({ event }) => [
    { ids: [event.payload.assigneeId as string | null], reason: 'assigned', kind: 'assigned' },
  ],
  'task.completed': async (ask) => [
    { ids: [(await taskOf(ask))?.author], reason: 'author', kind: 'task_steps' },
    { ids: ask.watching, reason: 'watching', kind: 'task_steps' },
  ],
  'task.moved': async (ask) => [{ ids: ask.watching, reason: 'watching', kind: 'task_steps' }],
  // Many tasks at once: one line for each person who got some.
  'tasks.bulk_changed': async ({ event }) =>
    ((event.payload.assigned as Assigned[]) ?? []).map(({ memberId, taskIds }) => ({
      ids: [memberId],
      reason: 'assigned',
      kind: 'assigned',
      taskId: taskIds[0],
      count: taskIds.length,
    })),
}
