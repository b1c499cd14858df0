import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import { projectScope } from '@/lib/projects/scope'
import { taskScope } from '@/lib/tasks/scope'
import { ticketScope } from '@/lib/tickets/scope'

/** What lies on a task, a ticket or a project as a whole: comments and files. */
type Lying = { organizationId: AnyPgColumn; projectId: AnyPgColumn; taskId: AnyPgColumn; ticketId: AnyPgColumn }

/** Joins to what something lies on: its project inner, task and ticket left. */
export const joinsOf = (table: Lying) => ({
  ofProject: and(eq(projects.organizationId, table.organizationId), eq(projects.id, table.projectId)),
  ofTask: and(eq(tasks.organizationId, table.organizationId), eq(tasks.id, table.taskId)),
  ofTicket: and(eq(tickets.organizationId, table.organizationId), eq(tickets.id, table.ticketId)),
})

/** Of this organization, in a project that is not deleted, on something that this actor sees. */
export const onVisibleSubject = (ctx: Context, table: Lying): SQL | undefined =>
  and(
    eq(table.organizationId, ctx.organization.id),
    isNull(projects.deletedAt),
    or(
      and(isNotNull(table.taskId), isNull(tasks.deletedAt), taskScope(ctx, 'tasks.tasks.view')),
      and(isNotNull(table.ticketId), isNull(tickets.deletedAt), ticketScope(ctx, 'support.tickets.view')),
      and(isNull(table.taskId), isNull(table.ticketId), projectScope(ctx, 'projects.projects.view')),
    ),
  )

/** Whether a permission reaches what something lies on. */
export const subjectOfReaches = (ctx: Context, table: Lying, permission: Permission) =>
  sql<boolean>`coalesce(case when ${isNotNull(table.taskId)} then ${taskScope(ctx, permission)}
    when ${isNotNull(table.ticketId)} then ${ticketScope(ctx, permission)} else ${projectScope(ctx, permission)} end, false)`
