import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { auditLog, notifications } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { isHistory } from '@/lib/audit/scope'
import { type Context, can, memberOf, privatelyOf } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { ofProject, visibleTasks } from '@/lib/tasks/find'

const key = sql<string>`${projects.key} || '-' || ${tasks.number}`

/** What others did since yesterday to the tasks that the reader made or has, the latest first; each task once. */
export async function changedSinceYesterday(tx: Tx, ctx: Context) {
  const me = memberOf(ctx)
  const rows = await tx
    .select({
      id: auditLog.id,
      event: auditLog.event,
      at: auditLog.at,
      by: auditLog.actorName,
      key,
      title: tasks.title,
    })
    .from(auditLog)
    .innerJoin(tasks, and(eq(tasks.organizationId, auditLog.organizationId), eq(tasks.id, auditLog.subjectId)))
    .innerJoin(projects, ofProject)
    .where(
      and(
        visibleTasks(ctx),
        eq(auditLog.organizationId, ctx.organization.id),
        isHistory,
        eq(auditLog.subjectType, 'task'),
        or(eq(tasks.assigneeId, me), eq(tasks.createdById, me)),
        sql`${auditLog.actorMemberId} is distinct from ${me}`,
        // UUIDv7 carries its time: the primary key narrows to the last day.
        sql`${auditLog.at} > now() - interval '1 day'`,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(40)
  const seen = new Set<string>()
  return rows
    .filter((row) => !seen.has(row.key) && seen.add(row.key))
    .slice(0, 6)
    .map((row) => ({ ...row, by: can(ctx, 'organization.members.view') ? row.by : null }))
}

/** Comments that mention the reader and are not read yet. */
export const unreadMentions = (tx: Tx, ctx: Context) =>
  tx
    .select({ id: notifications.id, at: notifications.createdAt, key, title: tasks.title })
    .from(notifications)
    .innerJoin(tasks, and(eq(tasks.organizationId, notifications.organizationId), eq(tasks.id, notifications.taskId)))
    .innerJoin(projects, ofProject)
    .where(
      and(
        visibleTasks(ctx),
        eq(notifications.organizationId, ctx.organization.id),
        eq(notifications.memberId, privatelyOf(ctx)),
        eq(notifications.reason, 'mentioned'),
        isNull(notifications.readAt),
      ),
    )
    .orderBy(desc(notifications.id))
    .limit(6)
