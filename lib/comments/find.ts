import { and, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { projectScope } from '@/lib/projects/scope'
import { taskScope } from '@/lib/tasks/scope'
import { ticketScope } from '@/lib/tickets/scope'
import { readableComments } from './scope'

/** Joins of a comment to what it is on; ask over `comments` with its project inner joined, task and ticket left joined. */
export const ofProject = and(eq(projects.organizationId, comments.organizationId), eq(projects.id, comments.projectId))
export const ofTask = and(eq(tasks.organizationId, comments.organizationId), eq(tasks.id, comments.taskId))
export const ofTicket = and(eq(tickets.organizationId, comments.organizationId), eq(tickets.id, comments.ticketId))

const onTask = isNotNull(comments.taskId)
const onTicket = isNotNull(comments.ticketId)

/** Comments whose subject this actor sees. */
const ofVisibleSubject = (ctx: Context): SQL | undefined =>
  or(
    and(onTask, isNull(tasks.deletedAt), taskScope(ctx, 'tasks.tasks.view')),
    and(onTicket, isNull(tickets.deletedAt), ticketScope(ctx, 'support.tickets.view')),
    and(isNull(comments.taskId), isNull(comments.ticketId), projectScope(ctx, 'projects.projects.view')),
  )

/** Comments this actor may read: on what they see, and not hidden from them. */
export const visibleComments = (ctx: Context): SQL | undefined =>
  and(
    eq(comments.organizationId, ctx.organization.id),
    isNull(comments.deletedAt),
    isNull(projects.deletedAt),
    ofVisibleSubject(ctx),
    readableComments(ctx),
  )

/** Whether a permission reaches what a comment is on. */
export const subjectReaches = (ctx: Context, permission: Permission) =>
  sql<boolean>`coalesce(case when ${onTask} then ${taskScope(ctx, permission)}
    when ${onTicket} then ${ticketScope(ctx, permission)} else ${projectScope(ctx, permission)} end, false)`

/** A comment that the actor may change: its author, who must still be allowed to comment, or a moderator. @throws 403 · 404 */
export async function findComment(tx: Tx, ctx: Context, id: string) {
  const [found] = await tx
    .select({
      comment: comments,
      moderates: subjectReaches(ctx, 'tasks.comments.moderate'),
      comments: subjectReaches(ctx, 'tasks.comments.create'),
    })
    .from(comments)
    .innerJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .where(and(visibleComments(ctx), eq(comments.id, id)))
  if (!found) throw notFound()
  const own = found.comment.authorId === ctx.actor.memberId
  if (!found.moderates && !(own && found.comments))
    throw forbidden(own ? 'tasks.comments.create' : 'tasks.comments.moderate')
  return { ...found.comment, permitted: true }
}
