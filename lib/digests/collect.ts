import { and, eq, gte, inArray, isNull, lte, ne, sql } from 'drizzle-orm'
import { notifications } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can, memberOf } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { paymentTotals } from '@/lib/payments/queries'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import type { DigestKind } from './due'

export type DigestTask = { key: string; title: string; dueOn: string | null }
export type Digest = {
  unread: number
  tasks: DigestTask[]
  waitingPayments: number
  /** Of the week: per project what was done and what is open. */
  projects: { key: string; title: string; done: number; open: number }[]
}

/** My open tasks that are due by `day`; by the predicate that every list uses. */
const myTasks = async (tx: Tx, ctx: Context, day: string | null): Promise<DigestTask[]> => {
  if (!can(ctx, 'tasks.tasks.view')) return []
  const rows = await tx
    .select({ projectKey: projects.key, number: tasks.number, title: tasks.title, dueOn: tasks.dueOn })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(
      and(
        visibleTasks(ctx),
        eq(tasks.assigneeId, memberOf(ctx)),
        ne(tasks.status, 'DONE'),
        day ? lte(tasks.dueOn, day) : undefined,
      ),
    )
    .orderBy(sql`${tasks.dueOn} nulls last`, tasks.number)
    .limit(10)
  return rows.map(({ projectKey, number, ...task }) => ({ ...task, key: `${projectKey}-${number}` }))
}

const unreadCount = async (tx: Tx, ctx: Context): Promise<number> => {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(notifications)
    .where(
      and(
        eq(notifications.organizationId, ctx.organization.id),
        eq(notifications.memberId, memberOf(ctx)),
        isNull(notifications.readAt),
        gte(notifications.createdAt, sql`now() - interval '1 day'`),
      ),
    )
  return row?.count ?? 0
}

const weekOf = (tx: Tx, ctx: Context): Promise<Digest['projects']> =>
  can(ctx, 'projects.projects.view') && can(ctx, 'tasks.tasks.view')
    ? tx
        .select({
          key: projects.key,
          title: projects.title,
          done: sql<number>`count(*) filter (where ${tasks.completedAt} >= now() - interval '7 days')::int`,
          open: sql<number>`count(*) filter (where ${tasks.status} <> 'DONE')::int`,
        })
        .from(tasks)
        .innerJoin(projects, ofProject)
        .where(and(visibleTasks(ctx), visibleProjects(ctx), inArray(projects.status, ['ACTIVE', 'ON_HOLD'])))
        .groupBy(projects.key, projects.title)
        .orderBy(projects.key)
        .limit(15)
    : Promise.resolve([])

/** What a digest has to say to this reader; null when there is nothing, and then no mail goes out. */
export async function collectDigest(tx: Tx, ctx: Context, kind: DigestKind, day: string): Promise<Digest | null> {
  const [unread, due, totals, week] = await Promise.all([
    kind === 'daily' ? unreadCount(tx, ctx) : 0,
    kind === 'weekly' ? [] : myTasks(tx, ctx, kind === 'daily' ? day : null),
    kind !== 'weekly' && can(ctx, 'finance.payments.verify') ? paymentTotals.within(tx, ctx, {}) : [],
    kind === 'weekly' ? weekOf(tx, ctx) : [],
  ])
  const waitingPayments = totals.reduce((sum, row) => sum + row.pending, 0)
  const something = unread + due.length + waitingPayments + week.length > 0
  return something ? { unread, tasks: due, waitingPayments, projects: week } : null
}

/** Whether a member has done nothing here for two weeks: signed in nowhere, changed nothing. */
export async function isInactive(tx: Tx, ctx: Context, userId: string): Promise<boolean> {
  const [row] = await tx.execute<{ active: boolean }>(sql`select
    exists (select 1 from sessions s where s.user_id = ${userId} and s.created_at > now() - interval '14 days')
    or exists (select 1 from audit_log a where a.organization_id = ${ctx.organization.id} and a.actor_member_id = ${memberOf(ctx)} and a.created_at > now() - interval '14 days')
    or exists (select 1 from members m where m.organization_id = ${ctx.organization.id} and m.id = ${memberOf(ctx)} and m.created_at > now() - interval '14 days') as active`)
  return row?.active === false
}
