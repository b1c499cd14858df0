import { and, eq } from 'drizzle-orm'
import { createElement } from 'react'
import { comments } from '@/db/schema/comments'
import { notifications } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { plainMentions } from '@/lib/core/markdown'
import { inTenant } from '@/lib/core/transaction'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { keyOf } from '@/lib/tickets/find'
import { noticeHref } from './href'
import { fallbackTitle, noticeButton, noticeReasonWords, noticeTitles } from './messages'
import type { EventFacts, NoticeReason } from './reasons'

/** Sends the mail that goes with one notice; sending it again changes nothing. Says false when the notice is gone. */
export async function mailNotice(ctx: Context, event: EventFacts, memberId: string): Promise<boolean> {
  const found = await inTenant(ctx.organization.id, async (tx) => {
    const [row] = await tx
      .select({
        notice: notifications,
        to: members.email,
        project: { key: projects.key, title: projects.title },
        task: { number: tasks.number, title: tasks.title },
        ticket: { number: tickets.number, title: tickets.title },
        comment: comments.body,
      })
      .from(notifications)
      .innerJoin(
        members,
        and(eq(members.organizationId, notifications.organizationId), eq(members.id, notifications.memberId)),
      )
      .leftJoin(
        projects,
        and(eq(projects.organizationId, notifications.organizationId), eq(projects.id, notifications.projectId)),
      )
      .leftJoin(tasks, and(eq(tasks.organizationId, notifications.organizationId), eq(tasks.id, notifications.taskId)))
      .leftJoin(
        tickets,
        and(eq(tickets.organizationId, notifications.organizationId), eq(tickets.id, notifications.ticketId)),
      )
      .leftJoin(
        comments,
        and(eq(comments.organizationId, notifications.organizationId), eq(comments.id, notifications.subjectId)),
      )
      .where(
        and(
          eq(notifications.organizationId, ctx.organization.id),
          eq(notifications.eventId, event.eventId),
          eq(notifications.memberId, memberId),
        ),
      )
    const [actor] = event.actorMemberId
      ? await tx
          .select({ name: members.name })
          .from(members)
          .where(and(eq(members.organizationId, ctx.organization.id), eq(members.id, event.actorMemberId)))
      : []
    return row && { ...row, actor: actor?.name ?? 'Lobby' }
  })
  if (!found) return false

  const { notice, project, task, ticket, actor, comment } = found
  const ticketKey = ticket && keyOf(ticket)
  const words = {
    actor,
    project: project ? `${project.key} ${project.title}` : ctx.organization.name,
    ticket: ticket ? `${ticketKey} ${ticket.title}` : '',
    task: task && project ? `${project.key}-${task.number} ${task.title}` : '',
  }
  const title = noticeTitles[notice.type]?.(words) ?? fallbackTitle
  const href = new URL(
    noticeHref(ctx.organization.slug, { ...notice, projectKey: project?.key, taskNumber: task?.number, ticketKey }),
    env().LOBBY_URL,
  )
  const sent = await mail({
    to: found.to,
    subject: title,
    body: createElement(NoticeMail, {
      heading: title,
      lines: [
        comment
          ? plainMentions(comment).slice(0, 600)
          : `${ctx.organization.name} · ${words.task || words.ticket || words.project}`,
      ],
      button: { label: noticeButton, href: href.href },
      why: noticeReasonWords[notice.reason as NoticeReason],
    }),
    idempotencyKey: `${event.eventId}/${memberId}`,
  })
  return sent
}
