import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import type { DueFilter, TaskPriority, TaskStatus } from './schema'

type Narrowing = {
  status?: TaskStatus
  assignee?: string
  priority?: TaskPriority
  label?: string
  due?: DueFilter
  q?: string
}

const assignedTo = (ctx: Context, who: string | undefined): SQL | undefined =>
  who === undefined
    ? undefined
    : who === 'none'
      ? isNull(tasks.assigneeId)
      : sql`${tasks.assigneeId} = ${who === 'me' ? ctx.actor.memberId : who}::uuid`

const labelled = (name: string): SQL => sql`exists (select 1 from task_labels tl
  join labels l on l.organization_id = tl.organization_id and l.id = tl.label_id
  where tl.organization_id = ${tasks.organizationId} and tl.task_id = ${tasks.id} and lower(l.name) = lower(${name}))`

/** Days of the organization's calendar; a done task is never overdue. The week ends on Sunday. */
function dueIn(ctx: Context, due: DueFilter): SQL {
  const today = sql`(now() at time zone ${ctx.organization.timeZone})::date`
  if (due === 'none') return sql`${tasks.dueOn} is null`
  if (due === 'overdue') return sql`(${tasks.dueOn} < ${today} and ${tasks.status} <> 'DONE')`
  if (due === 'today') return sql`${tasks.dueOn} = ${today}`
  const sunday = sql`(${today} + (7 - extract(isodow from ${today}))::int)`
  return sql`${tasks.dueOn} between ${today} and ${sunday}`
}

/** What a list of tasks is narrowed to, besides what its reader may see. */
export const narrowed = (ctx: Context, input: Narrowing): SQL | undefined =>
  and(
    input.status ? eq(tasks.status, input.status) : undefined,
    assignedTo(ctx, input.assignee),
    input.priority ? eq(tasks.priority, input.priority) : undefined,
    input.label ? labelled(input.label) : undefined,
    input.due ? dueIn(ctx, input.due) : undefined,
    input.q ? sql`position(lower(${input.q}) in lower(${tasks.title})) > 0` : undefined,
  )
