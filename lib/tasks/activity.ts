import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditLog } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { isHistory } from '@/lib/audit/scope'
import { type Context, can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { decodeCursor, pageInput, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findTask, ofProject, visibleTasks } from './find'
import { taskRef } from './schema'

export const listActivityInput = z.strictObject({ ...pageInput, task: taskRef })

type Values = Record<string, unknown> | null
const idFields = ['assigneeId', 'parentId']

/**
 * What happened to a task and its comments, newest first, for the team. What a comment said is not repeated: the comment
 * itself, or that it was taken away, is what its readers may know. @throws 403 `tasks.comments.view_internal` · 404
 */
export const listActivity = defineQuery({
  name: 'tasks.activity',
  permission: 'tasks.tasks.view',
  one: true,
  input: listActivityInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    if (!can(ctx, 'tasks.comments.view_internal')) throw forbidden('tasks.comments.view_internal')
    return activityOf(tx, ctx, task.id, input)
  },
})
export type Activity = Awaited<ReturnType<typeof listActivity>>

/** For those who have found the task already and belong to the team. */
export async function activityOf(tx: Tx, ctx: Context, taskId: string, input: { limit: number; cursor?: string }) {
  const after = decodeCursor(input.cursor, 1)
  const organizationId = ctx.organization.id
  const rows = await tx
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, organizationId),
        isHistory,
        sql`((${auditLog.subjectType} = 'task' and ${auditLog.subjectId} = ${taskId}::uuid)
            or (${auditLog.subjectType} = 'comment' and ${auditLog.subjectId} in (
              select c.id from comments c where c.organization_id = ${organizationId} and c.task_id = ${taskId}::uuid))
            or (${auditLog.subjectType} = 'attachment' and ${auditLog.subjectId} in (
              select a.id from attachments a where a.organization_id = ${organizationId} and a.task_id = ${taskId}::uuid)))`,
        after ? sql`${auditLog.id} < ${after[0]}::uuid` : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(input.limit + 1)
  const seesPeople = can(ctx, 'organization.members.view')
  const page = toPage(
    rows,
    input.limit,
    (row) => [row.id],
    (row) => {
      const ownWords = row.subjectType === 'task'
      return {
        id: row.id,
        at: row.at,
        event: row.event,
        actor: { kind: row.actorKind, memberId: row.actorMemberId, name: seesPeople ? row.actorName : '' },
        subject: { type: row.subjectType, id: row.subjectId },
        projectId: row.projectId,
        before: ownWords ? (row.before as Values) : null,
        after: ownWords ? (row.after as Values) : null,
        reason: row.reason,
      }
    },
  )
  const ids = page.items.flatMap(({ before, after: now }) =>
    [before, now].flatMap((values) => idFields.map((field) => values?.[field])),
  )
  return { ...page, names: await namesOf(tx, ctx, ids) }
}

/** Names of people and keys of tasks that changes speak of, as far as the reader sees them. */
async function namesOf(tx: Tx, ctx: Context, values: unknown[]): Promise<Record<string, string>> {
  const ids = [...new Set(values.filter((value): value is string => typeof value === 'string'))]
  if (ids.length === 0) return {}
  const [people, others] = await Promise.all([
    can(ctx, 'organization.members.view')
      ? tx
          .select({ id: members.id, name: members.name })
          .from(members)
          .where(and(eq(members.organizationId, ctx.organization.id), inArray(members.id, ids)))
      : [],
    tx
      .select({ id: tasks.id, name: sql<string>`${projects.key} || '-' || ${tasks.number}` })
      .from(tasks)
      .innerJoin(projects, ofProject)
      .where(and(visibleTasks(ctx), inArray(tasks.id, ids))),
  ])
  return Object.fromEntries([...people, ...others].map(({ id, name }) => [id, name]))
}
