import { type Context, can } from '@/lib/core/context'
import { catalogue, type Permission } from '@/lib/core/permissions'
import { keyOf } from '@/lib/tickets/find'
import { noticeHref } from './href'
import { mailFoot, type NoticeWords, noticeTitle } from './messages'
import type { NoticeReason } from './reasons'

type Found = {
  type: string
  reason: NoticeReason
  count: number
  subjectType: string
  subjectId: string
  actor: string | null
  project: { key: string; title: string } | null
  task: { number: number; title: string } | null
  ticket: { number: number; title: string } | null
  /** The permission that somebody asks for. */
  wish?: unknown
}

/**
 * Who did it, as far as the reader may know: authors of comments are named to all who read them, other colleagues only to
 * those who may see members.
 */
export const actorFor = (ctx: Context, { type, actor }: Pick<Found, 'type' | 'actor'>): string | null =>
  type === 'comment.created' || can(ctx, 'organization.members.view') ? (actor ?? 'Lobby') : null

const wishOf = (name: unknown): string | undefined =>
  typeof name === 'string' && Object.hasOwn(catalogue, name) ? catalogue[name as Permission].description : undefined

/** A notice in words, and where it leads. `ctx` is the reader's. */
export function inWords(ctx: Context, found: Found) {
  const { type, reason, count, subjectType, subjectId, project, task, ticket } = found
  const words: NoticeWords = {
    actor: actorFor(ctx, found) ?? mailFoot.team(ctx.organization.name),
    project: project ? `${project.key} ${project.title}` : ctx.organization.name,
    ticket: ticket ? `${keyOf(ticket)} ${ticket.title}` : '',
    task: task && project ? `${project.key}-${task.number} ${task.title}` : '',
    reason,
    count,
    wish: wishOf(found.wish),
  }
  const href = noticeHref(ctx.organization.slug, {
    type,
    subjectType,
    subjectId,
    projectKey: project?.key,
    taskNumber: task?.number,
    ticketKey: ticket && keyOf(ticket),
    givesRoles: can(ctx, 'organization.members.edit'),
  })
  return { title: noticeTitle(type, words), about: words.task || words.ticket || words.project, href }
}
