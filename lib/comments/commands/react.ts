import { and, eq } from 'drizzle-orm'
import { commentReactions } from '@/db/schema/comments'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed, unchanged } from '@/lib/core/events'
import { findReadableComment } from '../find'
import { reactInput } from '../schema'

/** Sets or takes back one's own reaction to a comment that one reads; doing it twice changes nothing. */
export const react = defineCommand({
  name: 'comments.react',
  permission: 'tasks.comments.create',
  input: reactInput,
  find: ({ tx, ctx, input }) => findReadableComment(tx, ctx, input.comment),
  async run({ tx, ctx, input: { emoji, on }, subject }) {
    const row = { organizationId: ctx.organization.id, commentId: subject.id, memberId: memberOf(ctx), emoji }
    const written = on
      ? await tx.insert(commentReactions).values(row).onConflictDoNothing().returning({ emoji: commentReactions.emoji })
      : await tx
          .delete(commentReactions)
          .where(
            and(
              eq(commentReactions.organizationId, row.organizationId),
              eq(commentReactions.commentId, row.commentId),
              eq(commentReactions.memberId, row.memberId),
              eq(commentReactions.emoji, emoji),
            ),
          )
          .returning({ emoji: commentReactions.emoji })
    const data = { id: subject.id, emoji, on }
    if (written.length === 0) return unchanged(data)
    return changed(data, {
      type: on ? 'comment.reacted' : 'comment.unreacted',
      subject: { type: 'comment', id: subject.id },
      projectId: subject.projectId,
      taskId: subject.taskId ?? undefined,
      ticketId: subject.ticketId ?? undefined,
      shared: subject.shared,
    })
  },
})
