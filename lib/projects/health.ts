import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { ofProject } from '@/lib/tasks/find'
import { progressScope } from '@/lib/tasks/scope'
import { progressOf, riskOf } from './policy'
import { findProject } from './queries'
import { type ProjectStatus, projectRefInput } from './schema'

/** Today on the organization's calendar, as SQL. */
export const todayOf = (ctx: Context) => sql`(now() at time zone ${ctx.organization.timeZone})::date`

type Counted = {
  total: number
  done: number
  overdue: number
  estimated: number
  points: number
  donePoints: number
  today: string
}

/** The tasks of projects that count for this reader, added up, by project id. Estimates are points. */
export async function countWork(tx: Tx, ctx: Context, projectIds: string[]): Promise<Map<string, Counted>> {
  if (projectIds.length === 0) return new Map()
  const today = todayOf(ctx)
  const rows = await tx
    .select({
      projectId: tasks.projectId,
      total: sql<number>`count(*)::int`,
      done: sql<number>`count(*) filter (where ${tasks.status} = 'DONE')::int`,
      overdue: sql<number>`count(*) filter (where ${tasks.status} <> 'DONE' and ${tasks.dueOn} < ${today})::int`,
      estimated: sql<number>`count(${tasks.estimate})::int`,
      points: sql<number>`coalesce(sum(${tasks.estimate}), 0)::float8`,
      donePoints: sql<number>`coalesce(sum(${tasks.estimate}) filter (where ${tasks.status} = 'DONE'), 0)::float8`,
      today: sql<string>`${today}::text`,
    })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(
      and(
        eq(tasks.organizationId, ctx.organization.id),
        isNull(tasks.deletedAt),
        isNull(projects.deletedAt),
        progressScope(ctx),
        inArray(tasks.projectId, projectIds),
      ),
    )
    .groupBy(tasks.projectId)
  return new Map(rows.map(({ projectId, ...row }) => [projectId, row]))
}

type Project = { status: string; startsOn: string | null; dueOn: string | null; createdAt: Date }
const nothing = { total: 0, done: 0, overdue: 0, estimated: 0, points: 0, donePoints: 0 }

/** Progress and risk of one project from its counted work. */
export function judge(project: Project, work: Counted | undefined) {
  const { today, ...counted } = work ?? { ...nothing, today: '' }
  const { weighted, share } = progressOf(counted)
  const risk = riskOf({
    status: project.status as ProjectStatus,
    today,
    startsOn: project.startsOn ?? project.createdAt.toISOString().slice(0, 10),
    dueOn: project.dueOn,
    openTasks: counted.total - counted.done,
    overdueTasks: counted.overdue,
    remainingWork: 1 - share,
  })
  return { progress: { ...counted, weighted, share }, risk }
}

/**
 * How a project is: its progress, its risk, and for the team its hand-over note and the ways it went, newest first.
 * @returns `{ progress, risk, handoverNote, changes }`; the last three null and empty without `organization.members.view`
 */
export const projectHealth = defineQuery({
  name: 'projects.health',
  permission: 'projects.projects.view',
  one: true,
  input: projectRefInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.view')
    const team = can(ctx, 'organization.members.view')
    const [work, changes] = await Promise.all([
      countWork(tx, ctx, [project.id]),
      team ? statusChanges(tx, ctx, project.id) : [],
    ])
    const { progress, risk } = judge(project, work.get(project.id))
    return {
      progress,
      // Whether it will be in time is the team's judgement; the client is told by the team.
      risk: team ? risk : null,
      handoverNote: team && project.handoverNote ? project.handoverNote : null,
      changes,
    }
  },
})
export type ProjectHealth = Awaited<ReturnType<typeof projectHealth>>

/** The last ways of a project's status, with what was said about them. */
async function statusChanges(tx: Tx, ctx: Context, projectId: string) {
  const rows = await tx
    .select()
    .from(auditLog)
    .where(
      and(
        eq(auditLog.organizationId, ctx.organization.id),
        eq(auditLog.subjectType, 'project'),
        eq(auditLog.subjectId, projectId),
        inArray(auditLog.event, ['project.status_changed', 'project.activated']),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(20)
  const status = (values: unknown) =>
    ((values as { status?: ProjectStatus } | null)?.status ?? null) as ProjectStatus | null
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    from: status(row.before),
    to: status(row.after),
    by: row.actorName,
    note: row.reason,
  }))
}
