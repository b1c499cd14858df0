import { and, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, memberOf } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { countWork, judge } from '@/lib/projects/health'
import { visibleProjects } from '@/lib/projects/queries'
import type { ProjectStatus } from '@/lib/projects/schema'
import { projectsOf } from '@/lib/projects/scope'
import { ofProject, visibleTasks } from '@/lib/tasks/find'

const running = ['AWAITING_PAYMENT', 'ACTIVE', 'ON_HOLD']
const mostProjects = 12

/** The reader's running projects with progress, risk, what nobody has and what is overdue; the latest unlocked marked. */
export async function myProjects(tx: Tx, ctx: Context) {
  const me = memberOf(ctx)
  const rows = await tx
    .select({
      project: projects,
      unlockedLately: sql<boolean>`coalesce(${projects.unlockedAt} > now() - interval '7 days', false)`,
    })
    .from(projects)
    .where(
      and(
        visibleProjects(ctx),
        inArray(projects.status, running),
        or(eq(projects.createdById, me), sql`${projects.id} in ${projectsOf(ctx, sql`(${me})`)}`),
      ),
    )
    .orderBy(desc(projects.updatedAt))
    .limit(mostProjects)
  const ids = rows.map(({ project }) => project.id)
  const [work, loose] = await Promise.all([countWork(tx, ctx, ids), unassignedIn(tx, ctx, ids)])
  return rows.map(({ project, unlockedLately }) => ({
    id: project.id,
    key: project.key,
    title: project.title,
    status: project.status as ProjectStatus,
    dueOn: project.dueOn,
    unlockedLately,
    unassigned: loose.get(project.id) ?? 0,
    ...judge(project, work.get(project.id)),
  }))
}

async function unassignedIn(tx: Tx, ctx: Context, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .select({ id: tasks.projectId, count: sql<number>`count(*)::int` })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(and(visibleTasks(ctx), inArray(tasks.projectId, ids), isNull(tasks.assigneeId), ne(tasks.status, 'DONE')))
    .groupBy(tasks.projectId)
  return new Map(rows.map(({ id, count }) => [id, count]))
}
