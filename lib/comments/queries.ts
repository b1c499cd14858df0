import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import type { Context } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import { renderMarkdown } from '@/lib/core/markdown'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findTask, ofProject, taskReaches, visibleTasks } from '@/lib/tasks/find'
import { commentRefInput, listCommentsInput } from './schema'
import { readableComments } from './scope'

const ofTask = and(eq(tasks.organizationId, comments.organizationId), eq(tasks.id, comments.taskId))

export const visibleComments = (ctx: Context) =>
  and(visibleTasks(ctx), isNull(comments.deletedAt), readableComments(ctx))

/** A comment that the actor may change: its author, who must still be allowed to comment, or a moderator. @throws 403 · 404 */
export async function findComment(tx: Tx, ctx: Context, id: string) {
  const [found] = await tx
    .select({
      comment: comments,
      moderates: taskReaches(ctx, 'tasks.comments.moderate'),
      comments: taskReaches(ctx, 'tasks.comments.create'),
    })
    .from(comments)
    .innerJoin(tasks, ofTask)
    .innerJoin(projects, ofProject)
    .where(and(visibleComments(ctx), eq(comments.id, id)))
  if (!found) throw notFound()
  const own = found.comment.authorId === ctx.actor.memberId
  if (!found.moderates && !(own && found.comments))
    throw forbidden(own ? 'tasks.comments.create' : 'tasks.comments.moderate')
  return { ...found.comment, permitted: true }
}

const selection = (tx: Tx, ctx: Context) =>
  tx
    .select({
      comment: comments,
      author: { id: members.id, name: members.name },
      moderates: taskReaches(ctx, 'tasks.comments.moderate'),
      mayComment: taskReaches(ctx, 'tasks.comments.create'),
    })
    .from(comments)
    .innerJoin(tasks, ofTask)
    .innerJoin(projects, ofProject)
    .innerJoin(members, and(eq(members.organizationId, comments.organizationId), eq(members.id, comments.authorId)))
    .$dynamic()
type CommentRow = Awaited<ReturnType<typeof selection>>[number]

const showComment = (ctx: Context, { comment, author, moderates, mayComment }: CommentRow) => {
  const own = comment.authorId === ctx.actor.memberId
  return {
    id: comment.id,
    body: comment.body,
    html: renderMarkdown(comment.body),
    shared: comment.shared,
    author: { name: author.name, me: own },
    createdAt: comment.createdAt,
    editedAt: comment.editedAt,
    version: comment.version,
    may: { edit: moderates || (own && mayComment), delete: moderates || (own && mayComment) },
  }
}
export type Comment = ReturnType<typeof showComment>

/** The conversation of a task, oldest first; `html` is safe to show. @throws 404 */
export const listComments = defineQuery({
  name: 'comments.list',
  permission: 'tasks.tasks.view',
  one: true,
  input: listCommentsInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    const after = decodeCursor(input.cursor, 2)
    const rows = await selection(tx, ctx)
      .where(
        and(
          visibleComments(ctx),
          eq(comments.taskId, task.id),
          after
            ? sql`(date_trunc('milliseconds', ${comments.createdAt}), ${comments.id}) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(sql`date_trunc('milliseconds', ${comments.createdAt})`, asc(comments.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      ({ comment }) => [comment.createdAt.toISOString(), comment.id],
      (row) => showComment(ctx, row),
    )
  },
})

/** One comment. @throws 404 */
export const getComment = defineQuery({
  name: 'comments.get',
  permission: 'tasks.tasks.view',
  one: true,
  input: commentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await selection(tx, ctx).where(and(visibleComments(ctx), eq(comments.id, input.comment)))
    if (!row) throw notFound()
    return showComment(ctx, row)
  },
})
