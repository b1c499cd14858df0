import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { forbidden, invalidField, notFound } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { joinsOf, onVisibleSubject, subjectOfReaches } from './on-subject'
import { readableComments } from './scope'
import type { Subject } from './subject'

/** Joins of a comment to what it is on; ask over `comments` with its project inner joined, task and ticket left joined. */
export const { ofProject, ofTask, ofTicket } = joinsOf(comments)

/** Comments this actor may read: on what they see, and not hidden from them. */
export const visibleComments = (ctx: Context): SQL | undefined =>
  and(onVisibleSubject(ctx, comments), isNull(comments.deletedAt), readableComments(ctx))

/** Whether a permission reaches what a comment is on. */
export const subjectReaches = (ctx: Context, permission: Permission) => subjectOfReaches(ctx, comments, permission)

async function readable(tx: Tx, ctx: Context, id: string) {
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
  return found
}

/** A comment that the actor may change: its author, who must still be allowed to comment, or a moderator. @throws 403 · 404 */
export async function findComment(tx: Tx, ctx: Context, id: string) {
  const found = await readable(tx, ctx, id)
  if (!found) throw notFound()
  const own = found.comment.authorId === ctx.actor.memberId
  if (!found.moderates && !(own && found.comments))
    throw forbidden(own ? 'tasks.comments.create' : 'tasks.comments.moderate')
  return { ...found.comment, permitted: true }
}

/** A comment that the actor reads, and whether they may take part in its conversation. @throws 404 */
export async function findReadableComment(tx: Tx, ctx: Context, id: string) {
  const found = await readable(tx, ctx, id)
  if (!found) throw notFound()
  return { ...found.comment, permitted: found.comments }
}

/**
 * The comment that is answered and the beginning of its thread, which is one level deep.
 * @throws 400 at `parent` when it is not in this conversation, or not for this reader
 */
export async function answeredComment(tx: Tx, ctx: Context, { ids, projectId }: Subject, id: string) {
  const parent = (await readable(tx, ctx, id))?.comment
  const here =
    parent?.projectId === projectId &&
    parent.taskId === (ids.taskId ?? null) &&
    parent.ticketId === (ids.ticketId ?? null)
  if (!parent || !here) throw invalidField('parent', 'The comment that you answer is not here any more.')
  return { threadId: parent.parentId ?? parent.id, shared: parent.shared }
}
