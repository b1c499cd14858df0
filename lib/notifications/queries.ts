import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notifications } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { type Context, can, memberOf } from '@/lib/core/context'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { visibleProjects } from '@/lib/projects/queries'
import { taskScope } from '@/lib/tasks/scope'
import { keyOf } from '@/lib/tickets/find'
import { ticketScope } from '@/lib/tickets/scope'
import type { NoticeReason } from './reasons'
import { listNotificationsInput } from './schema'

const mine = (ctx: Context) =>
  and(
    eq(notifications.organizationId, ctx.organization.id),
    eq(notifications.memberId, memberOf(ctx)),
    // What one may no longer see is no longer told, not even by its title.
    or(
      and(isNull(notifications.projectId), isNull(notifications.taskId), isNull(notifications.ticketId)),
      and(isNull(notifications.taskId), isNull(notifications.ticketId), visibleProjects(ctx)),
      and(
        sql`${notifications.taskId} is not null`,
        isNull(tasks.deletedAt),
        isNull(projects.deletedAt),
        taskScope(ctx, 'tasks.tasks.view'),
      ),
      and(
        sql`${notifications.ticketId} is not null`,
        isNull(tickets.deletedAt),
        isNull(projects.deletedAt),
        ticketScope(ctx, 'support.tickets.view'),
      ),
    ),
  )

const ofProject = and(
  eq(projects.organizationId, notifications.organizationId),
  eq(projects.id, notifications.projectId),
)
const ofTask = and(eq(tasks.organizationId, notifications.organizationId), eq(tasks.id, notifications.taskId))
const ofTicket = and(eq(tickets.organizationId, notifications.organizationId), eq(tickets.id, notifications.ticketId))

/** One's own notices, newest first, each with why it came. */
export const listNotifications = defineQuery({
  name: 'notifications.list',
  permission: 'member',
  input: listNotificationsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 1)
    const rows = await tx
      .select({
        notice: notifications,
        actor: members.name,
        project: { key: projects.key, title: projects.title },
        task: { number: tasks.number, title: tasks.title },
        ticket: { number: tickets.number, title: tickets.title },
      })
      .from(notifications)
      .leftJoin(
        members,
        and(eq(members.organizationId, notifications.organizationId), eq(members.id, notifications.actorMemberId)),
      )
      .leftJoin(projects, ofProject)
      .leftJoin(tasks, ofTask)
      .leftJoin(tickets, ofTicket)
      .where(
        and(
          mine(ctx),
          input.unread ? isNull(notifications.readAt) : undefined,
          after ? sql`${notifications.id} < ${after[0]}::uuid` : undefined,
        ),
      )
      .orderBy(desc(notifications.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      ({ notice }) => [notice.id],
      ({ notice, actor, project, task, ticket }) => ({
        id: notice.id,
        type: notice.type,
        reason: notice.reason as NoticeReason,
        actor: can(ctx, 'organization.members.view') ? (actor ?? 'Lobby') : null,
        subject: { type: notice.subjectType, id: notice.subjectId },
        project,
        task: task && project ? { key: `${project.key}-${task.number}`, title: task.title } : null,
        ticket: ticket && { key: keyOf(ticket), title: ticket.title },
        createdAt: notice.createdAt,
        readAt: notice.readAt,
      }),
    )
  },
})
export type Notice = Awaited<ReturnType<typeof listNotifications>>['items'][number]

/** How many notices are unread, up to 100. */
export const countUnread = defineQuery({
  name: 'notifications.count_unread',
  permission: 'member',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const rows = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .leftJoin(projects, ofProject)
      .leftJoin(tasks, ofTask)
      .leftJoin(tickets, ofTicket)
      .where(and(mine(ctx), isNull(notifications.readAt)))
      .limit(100)
    return { unread: rows.length }
  },
})
