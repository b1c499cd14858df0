import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { renderMarkdown } from '@/lib/core/markdown'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { ofProject, ofTask, ofTicket, subjectReaches, visibleComments } from './find'
import type { ReactionEmoji } from './policy'
import {
  type CommentSubject,
  commentRefInput,
  listCommentsInput,
  listOfProjectInput,
  listOfTaskInput,
  listOfTicketInput,
  subjectOf,
} from './schema'
import { findSubject } from './subject'

type Reaction = { emoji: ReactionEmoji; count: number; mine: boolean; names: string[] }
type Attached = { id: string; name: string; contentType: string; size: number }

/** Beside each comment who reacted with what, the first kind first. */
const reactionsOf = (ctx: Context) => sql<Reaction[]>`(select coalesce(jsonb_agg(jsonb_build_object(
    'emoji', r.emoji, 'count', r.count, 'mine', r.mine, 'names', r.names) order by r.first), '[]'::jsonb)
  from (select cr.emoji, count(*)::int as count, bool_or(cr.member_id = ${ctx.actor.memberId}::uuid) as mine,
      jsonb_agg(m.name order by cr.created_at) as names, min(cr.created_at) as first
    from comment_reactions cr join members m on m.organization_id = cr.organization_id and m.id = cr.member_id
    where cr.organization_id = ${comments.organizationId} and cr.comment_id = ${comments.id} group by cr.emoji) r)`

/** Its files; whoever reads a comment has what goes with it. */
const attachedTo = sql<Attached[]>`(select coalesce(jsonb_agg(jsonb_build_object(
    'id', a.id, 'name', f.name, 'contentType', f.content_type, 'size', f.size) order by a.created_at, a.id), '[]'::jsonb)
  from attachments a join files f on f.organization_id = a.organization_id and f.id = a.file_id
  where a.organization_id = ${comments.organizationId} and a.comment_id = ${comments.id} and a.deleted_at is null)`

const selection = (tx: Tx, ctx: Context) =>
  tx
    .select({
      comment: comments,
      author: { id: members.id, name: members.name },
      moderates: subjectReaches(ctx, 'tasks.comments.moderate'),
      mayComment: subjectReaches(ctx, 'tasks.comments.create'),
      reactions: reactionsOf(ctx),
      attachments: attachedTo,
    })
    .from(comments)
    .innerJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .innerJoin(members, and(eq(members.organizationId, comments.organizationId), eq(members.id, comments.authorId)))
    .$dynamic()
type CommentRow = Awaited<ReturnType<typeof selection>>[number]

const showComment = (ctx: Context, { comment, author, moderates, mayComment, ...row }: CommentRow) => {
  const seesPeople = can(ctx, 'organization.members.view')
  const own = comment.authorId === ctx.actor.memberId
  return {
    id: comment.id,
    body: comment.body,
    html: renderMarkdown(comment.body),
    shared: comment.shared,
    parentId: comment.parentId,
    reactions: row.reactions.map((reaction) => ({ ...reaction, names: seesPeople ? reaction.names : null })),
    attachments: row.attachments,
    author: { name: author.name, me: own },
    createdAt: comment.createdAt,
    editedAt: comment.editedAt,
    version: comment.version,
    may: { edit: moderates || (own && mayComment), delete: moderates || (own && mayComment), react: mayComment },
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
export const listOfProject = listBy('projects.projects.view', listOfProjectInput)

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
