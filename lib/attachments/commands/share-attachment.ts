import { and, eq, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { defineCommand } from '@/lib/core/command'
import { can } from '@/lib/core/context'
import { conflict, forbidden } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { aboutAttachment, findAttachment } from '../find'
import { shareAttachmentInput } from '../schema'

/**
 * Gives a file to the client, or keeps it for the team again; who brought it and moderators may, as far as they see what
 * is team-only. @throws 403 · 404 · 409 `GOES_WITH_COMMENT` for a file of a comment, which its readers have
 */
export const shareAttachment = defineCommand({
  name: 'attachments.share',
  permission: 'member',
  input: shareAttachmentInput,
  async find({ tx, ctx, input }) {
    const found = await findAttachment(tx, ctx, input.attachment)
    if (!can(ctx, 'tasks.comments.view_internal')) throw forbidden('tasks.comments.view_internal')
    return found
  },
  async run({ tx, ctx, input: { shared }, subject }) {
    if (subject.commentId) throw conflict('GOES_WITH_COMMENT', 'This file goes with its comment.')
    if (subject.shared === shared) return unchanged({ id: subject.id })
    await tx
      .update(attachments)
      .set({ shared, version: sql`${attachments.version} + 1` })
      .where(and(eq(attachments.organizationId, ctx.organization.id), eq(attachments.id, subject.id)))
    return changed(
      { id: subject.id },
      {
        type: shared ? 'attachment.shared' : 'attachment.unshared',
        ...aboutAttachment(subject),
        after: { name: subject.name, shared },
        // Whoever had it open learns that there is something to look at again, and nothing else.
        shared: true,
      },
    )
  },
})
