import { and, eq, sql } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { findComment } from '../find'
import { commentRefInput, editCommentInput } from '../schema'

type Placed = { id: string; projectId: string; taskId: string | null; ticketId: string | null; shared: boolean }
const about = (comment: Placed) => ({
  subject: { type: 'comment' as const, id: comment.id },
  projectId: comment.projectId,
  taskId: comment.taskId ?? undefined,
  ticketId: comment.ticketId ?? undefined,
  shared: comment.shared,
})

/** Changes the text of a comment; its author and moderators may. @throws 403 · 409 `STALE` */
export const editComment = defineCommand({
  name: 'comments.edit',
  // Which permission is missing depends on whose comment it is: `findComment` says.
  permission: 'member',
  input: editCommentInput,
  find: ({ tx, ctx, input }) => findComment(tx, ctx, input.comment),
  async run({ tx, ctx, input, subject }) {
    if (subject.version !== input.version) throw stale({ body: subject.body, version: subject.version })
    if (subject.body === input.body) return unchanged({ id: subject.id, version: subject.version })
    const [row] = await tx
      .update(comments)
      .set({ body: input.body, editedAt: sql`now()`, version: sql`${comments.version} + 1` })
      .where(
        and(
          eq(comments.organizationId, ctx.organization.id),
          eq(comments.id, subject.id),
          eq(comments.version, input.version),
        ),
      )
      .returning({ version: comments.version })
    if (!row) throw stale({ body: subject.body })
    return changed(
      { id: subject.id, version: row.version },
      { type: 'comment.edited', ...about(subject), before: { body: subject.body }, after: { body: input.body } },
    )
  },
})

/** Takes a comment away; its author and moderators may. */
export const deleteComment = defineCommand({
  name: 'comments.delete',
  permission: 'member',
  input: commentRefInput,
  find: ({ tx, ctx, input }) => findComment(tx, ctx, input.comment),
  async run({ tx, ctx, subject }) {
    await tx
      .update(comments)
      .set({ deletedAt: sql`now()`, version: sql`${comments.version} + 1` })
      .where(and(eq(comments.organizationId, ctx.organization.id), eq(comments.id, subject.id)))
    return changed({ id: subject.id }, { type: 'comment.deleted', ...about(subject), before: { body: subject.body } })
  },
})
