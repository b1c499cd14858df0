import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { renderMarkdown } from '@/lib/core/markdown'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { ofProject, ofTask, ofTicket, subjectReaches, visibleComments } from './find'
import {
  type CommentSubject,
  commentRefInput,
  listCommentsInput,
  listOfTaskInput,
  listOfTicketInput,
  subjectOf,
} from './schema'
import { findSubject } from './subject'

const selection = (tx: Tx, ctx: Context) =>
  tx
    .select({
      comment: comments,
      author: { id: members.id, name: members.name },
      moderates: subjectReaches(ctx, 'tasks.comments.moderate'),
      mayComment: subjectReaches(ctx, 'tasks.comments.create'),
    })
    .from(comments)
    .innerJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
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

/** Who may read a subject's conversation at all, and how its comments are told from others. */
const conversations: Record<CommentSubject, { permission: Permission; holds: (id: string) => ReturnType<typeof and> }> =
  {
    task: { permission: 'tasks.tasks.view', holds: (id) => eq(comments.taskId, id) },
    ticket: { permission: 'support.tickets.view', holds: (id) => eq(comments.ticketId, id) },
    project: {
      permission: 'projects.projects.view',
      holds: (id) => and(eq(comments.projectId, id), isNull(comments.taskId), isNull(comments.ticketId)),
    },
  }

type Given = { [K in CommentSubject]?: string } & { limit: number; cursor?: string }

const listBy = <Schema extends z.ZodType<Given>>(permission: Permission | 'member', input: Schema) =>
  defineQuery({
    name: 'comments.list',
    permission,
    one: true,
    input,
    async run({ tx, ctx, input }) {
      const { kind, reference } = subjectOf(input)
      const { holds, permission } = conversations[kind]
      const subject = await findSubject[kind](tx, ctx, reference, permission)
      const after = decodeCursor(input.cursor, 2)
      const rows = await selection(tx, ctx)
        .where(
          and(
            visibleComments(ctx),
            holds(subject.id),
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

/** The conversation of a task, a ticket or a project, oldest first; `html` is safe to show. @throws 404 */
export const listComments = listBy('member', listCommentsInput)
export const listOfTask = listBy('tasks.tasks.view', listOfTaskInput)
export const listOfTicket = listBy('support.tickets.view', listOfTicketInput)

/** One comment. @throws 404 */
export const getComment = defineQuery({
  name: 'comments.get',
  // What it is on decides: without a permission to see that, it is not there.
  permission: 'member',
  one: true,
  input: commentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await selection(tx, ctx).where(and(visibleComments(ctx), eq(comments.id, input.comment)))
    if (!row) throw notFound()
    return showComment(ctx, row)
  },
})
