import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { notifications } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { type Context, privatelyOf } from '@/lib/core/context'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { projectIs, visibleProjects } from '@/lib/projects/queries'
import { taskScope } from '@/lib/tasks/scope'
import { keyOf } from '@/lib/tickets/find'
import { ticketScope } from '@/lib/tickets/scope'
import { kindOf, type NoticeKind } from './kinds'
import { noticeReasonWords } from './messages'
import type { NoticeReason } from './reasons'
import { listNotificationsInput } from './schema'
import { actorFor, inWords } from './show'

const mine = (ctx: Context) =>
  and(
    eq(notifications.organizationId, ctx.organization.id),
    eq(notifications.memberId, privatelyOf(ctx)),
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

/** What is asked for in a notice about access; the trail's row has the id of the event. */
const wish = sql<string | null>`case when ${notifications.type} = 'access.asked' then (select a.after->>'permission'
  from audit_log a where a.organization_id = ${notifications.organizationId} and a.id = ${notifications.eventId}) end`

const chosen = (ctx: Context, { unread, kind, project }: z.output<typeof listNotificationsInput>) =>
  and(
    mine(ctx),
    unread ? isNull(notifications.readAt) : undefined,
    kind ? eq(notifications.kind, kind) : undefined,
    project ? projectIs(project) : undefined,
  )

/** One's own notices, newest first, each with why it came and the switch that let it through. */
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
        project: { id: projects.id, key: projects.key, title: projects.title },
        projectOpen: sql<boolean>`coalesce(${visibleProjects(ctx)}, false)`,
        task: { number: tasks.number, title: tasks.title },
        ticket: { number: tickets.number, title: tickets.title },
        wish,
      })
      .from(notifications)
      .leftJoin(
        members,
        and(eq(members.organizationId, notifications.organizationId), eq(members.id, notifications.actorMemberId)),
      )
      .leftJoin(projects, ofProject)
      .leftJoin(tasks, ofTask)
      .leftJoin(tickets, ofTicket)
      .where(and(chosen(ctx, input), after ? sql`${notifications.id} < ${after[0]}::uuid` : undefined))
      .orderBy(desc(notifications.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      ({ notice }) => [notice.id],
      ({ notice, actor, project, projectOpen, task, ticket, wish }) => {
        const reason = notice.reason as NoticeReason
        return {
          id: notice.id,
          type: notice.type,
          kind: kindOf(notice.kind) ? (notice.kind as NoticeKind) : null,
          count: notice.count,
          reason,
          ...inWords(ctx, { ...notice, reason, actor, project, task, ticket, wish }),
          why: noticeReasonWords[reason],
          actor: actorFor(ctx, { type: notice.type, actor }),
          subject: { type: notice.subjectType, id: notice.subjectId },
          project: project && { key: project.key, title: project.title, open: projectOpen },
          task: task && project ? { key: `${project.key}-${task.number}`, title: task.title } : null,
          ticket: ticket && { key: keyOf(ticket), title: ticket.title },
          createdAt: notice.createdAt,
          readAt: notice.readAt,
        }
      },
    )
  },
})
export type Notice = Awaited<ReturnType<typeof listNotifications>>['items'][number]

/** The projects of one's notices, to choose from. */
export const noticeProjects = defineQuery({
  name: 'notifications.projects',
  permission: 'member',
  input: z.strictObject({}),
  run: ({ tx, ctx }) =>
    tx
      .selectDistinct({ key: projects.key, title: projects.title })
      .from(notifications)
      .innerJoin(projects, ofProject)
      .leftJoin(tasks, ofTask)
      .leftJoin(tickets, ofTicket)
      .where(mine(ctx))
      .orderBy(projects.key)
      .limit(200),
})

/** The ids of the unread notices that one may still see. */
export const unreadIds = (tx: Tx, ctx: Context) =>
  tx
    .select({ id: notifications.id })
    .from(notifications)
    .leftJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .where(and(mine(ctx), isNull(notifications.readAt)))

/** How many notices are unread, up to 100. */
export const countUnread = defineQuery({
  name: 'notifications.count_unread',
  permission: 'member',
  input: z.strictObject({}),
  run: async ({ tx, ctx }) => ({ unread: (await unreadIds(tx, ctx).limit(100)).length }),
})
