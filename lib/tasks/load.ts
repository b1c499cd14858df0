import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import { projectIs } from '@/lib/projects/queries'
import { projectRef } from '@/lib/projects/schema'
import { ofProject, visibleTasks } from './find'

/** So many days from today count as soon. */
export const loadDays = 14
export const loadInput = z.strictObject({ project: projectRef.optional() })

/**
 * Open tasks of running projects per assignee, the most loaded first, and those of nobody: how many in all, how many of
 * them are due within two weeks or overdue, and the points of these. Days are those of the organization.
 * @throws 403 `organization.members.view`
 */
export const taskLoad = defineQuery({
  name: 'tasks.load',
  permission: 'tasks.tasks.view',
  input: loadInput,
  async run({ tx, ctx, input }) {
    if (!can(ctx, 'organization.members.view')) throw forbidden('organization.members.view')
    const today = sql`(now() at time zone ${ctx.organization.timeZone})::date`
    const soon = sql`${tasks.dueOn} <= ${today} + ${sql.raw(String(loadDays))}`
    const rows = await tx
      .select({
        id: members.id,
        name: members.name,
        open: sql<number>`count(*)::int`,
        soon: sql<number>`count(*) filter (where ${soon})::int`,
        soonPoints: sql<number>`coalesce(sum(${tasks.estimate}) filter (where ${soon}), 0)::float8`,
        overdue: sql<number>`count(*) filter (where ${tasks.dueOn} < ${today})::int`,
      })
      .from(tasks)
      .innerJoin(projects, ofProject)
      .leftJoin(members, and(eq(members.organizationId, tasks.organizationId), eq(members.id, tasks.assigneeId)))
      .where(
        and(
          visibleTasks(ctx),
          ne(tasks.status, 'DONE'),
          input.project
            ? projectIs(input.project)
            : sql`${projects.status} in ('ACTIVE', 'ON_HOLD', 'AWAITING_PAYMENT')`,
        ),
      )
      .groupBy(members.id, members.name)
      .orderBy(sql`4 desc, 6 desc`, asc(members.name))
    const people = rows.flatMap(({ id, name, ...load }) => (id && name ? [{ id, name, ...load }] : []))
    const nobodys = rows.find(({ id }) => id === null)
    return {
      days: loadDays,
      people,
      unassigned: {
        open: nobodys?.open ?? 0,
        soon: nobodys?.soon ?? 0,
        soonPoints: nobodys?.soonPoints ?? 0,
        overdue: nobodys?.overdue ?? 0,
      },
    }
  },
})
export type TaskLoad = Awaited<ReturnType<typeof taskLoad>>
