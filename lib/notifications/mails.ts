import { and, eq } from 'drizzle-orm'
import { createElement } from 'react'
import { comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { plainMentions } from '@/lib/core/markdown'
import { inTenant, type Tx } from '@/lib/core/transaction'
import { NoticeMail } from '@/lib/mail/notice-mail'
import { mail } from '@/lib/mail/send'
import { activeMembers, asSeenBy, type Colleague } from '@/lib/members/active'
import { trailOf } from './ask'
import type { MailOrder } from './commands/deliver'
import { mailFoot, noticeButton, noticeReasonWords, rolesNow } from './messages'
import type { EventFacts } from './reasons'
import { maySee } from './sees'
import { inWords } from './show'
import { stopHeaders, unsubscribeLink } from './unsubscribe-link'

/** The record that the mail is about, and what was written; read anew, because a mail may go out late. */
async function detailsOf(tx: Tx, ctx: Context, event: EventFacts, taskId: string | null) {
  const here = ctx.organization.id
  const only = <T>(rows: T[]): T | null => rows[0] ?? null
  const [project, task, ticket, comment, actor] = await Promise.all([
    event.projectId
      ? tx
          .select({ key: projects.key, title: projects.title })
          .from(projects)
          .where(and(eq(projects.organizationId, here), eq(projects.id, event.projectId)))
      : [],
    taskId
      ? tx
          .select({ number: tasks.number, title: tasks.title })
          .from(tasks)
          .where(and(eq(tasks.organizationId, here), eq(tasks.id, taskId)))
      : [],
    event.ticketId
      ? tx
          .select({ number: tickets.number, title: tickets.title })
          .from(tickets)
          .where(and(eq(tickets.organizationId, here), eq(tickets.id, event.ticketId)))
      : [],
    event.subjectType === 'comment'
      ? tx
          .select({ body: comments.body })
          .from(comments)
          .where(and(eq(comments.organizationId, here), eq(comments.id, event.subjectId)))
      : [],
    event.actorMemberId
      ? tx
          .select({ name: members.name })
          .from(members)
          .where(and(eq(members.organizationId, here), eq(members.id, event.actorMemberId)))
      : [],
  ])
  return {
    project: only(project),
    task: only(task),
    ticket: only(ticket),
    comment: only(comment)?.body,
    actor: only(actor)?.name ?? null,
  }
}

/** Types whose reason the reader should have at hand; the client is told only why a payment was turned down. */
const reasoned = (type: string, person: Colleague): boolean =>
  ['payment.rejected', 'member.roles_changed', 'grant.asked'].includes(type) ||
  (['ticket.escalated', 'project.handed_over'].includes(type) &&
    person.permissions['tasks.comments.view_internal'] !== undefined)

/**
 * Sends the mail of one notice; sending it again changes nothing. @returns false when the reader is gone, may no longer
 * see what it speaks of, or their address refuses mails
 */
export async function mailNotice(ctx: Context, event: EventFacts, order: MailOrder): Promise<boolean> {
  const { memberId, kind, type, taskId } = order
  const found = await inTenant(ctx.organization.id, async (tx) => {
    const [person] = await activeMembers(tx, ctx, [memberId])
    if (!person || !(await maySee(tx, ctx, { ...event, taskId }, person))) return null
    const [details, trail] = await Promise.all([
      detailsOf(tx, ctx, event, taskId),
      reasoned(type, person) || type === 'access.asked' ? trailOf({ tx, ctx, event }) : null,
    ])
    const roles = type === 'member.roles_changed' ? rolesNow((trail?.after.roles as string[] | undefined) ?? []) : null
    return { person, details, wish: trail?.after.permission, said: roles ?? details.comment ?? trail?.reason ?? null }
  })
  if (!found) return false

  const { person, details, wish, said } = found
  const { title, about, href } = inWords(asSeenBy(ctx, person), { ...event, ...order, ...details, wish })
  const stop = unsubscribeLink({ organizationId: ctx.organization.id, memberId, kind })
  const absolute = (path: string) => new URL(path, env().LOBBY_URL).href
  return mail({
    to: person.email,
    subject: title,
    body: createElement(NoticeMail, {
      heading: title,
      lines: [...(said ? [plainMentions(said).slice(0, 600)] : []), `${ctx.organization.name} · ${about}`],
      button: { label: noticeButton, href: absolute(href) },
      why: noticeReasonWords[order.reason],
      links: [
        { label: mailFoot.unsubscribe(kind), href: stop },
        { label: mailFoot.settings, href: absolute(`/${ctx.organization.slug}/notifications/settings`) },
      ],
    }),
    idempotencyKey: `${event.eventId}/${memberId}`,
    organizationId: ctx.organization.id,
    headers: stopHeaders(stop),
  })
}
