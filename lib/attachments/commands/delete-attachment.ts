import { and, eq, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { defineCommand } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { aboutAttachment, findAttachment } from '../find'
import { attachmentRefInput } from '../schema'

/** Puts a file into the bin; who brought it and moderators may. @throws 403 · 404 */
export const deleteAttachment = defineCommand({
  name: 'attachments.delete',
  permission: 'member',
  input: attachmentRefInput,
  find: ({ tx, ctx, input }) => findAttachment(tx, ctx, input.attachment),
  async run({ tx, ctx, subject }) {
    await tx
      .update(attachments)
      .set({ deletedAt: sql`now()`, version: sql`${attachments.version} + 1` })
      .where(and(eq(attachments.organizationId, ctx.organization.id), eq(attachments.id, subject.id)))
    const { name, shared } = subject
    return changed(
      { id: subject.id },
      { type: 'attachment.deleted', ...aboutAttachment(subject), before: { name }, shared },
    )
  },
})

/** Takes a file out of the bin. @throws 403 · 404, also after 30 days */
export const restoreAttachment = defineCommand({
  name: 'attachments.restore',
  permission: 'member',
  input: attachmentRefInput,
  find: ({ tx, ctx, input }) => findAttachment(tx, ctx, input.attachment, 'bin'),
  async run({ tx, ctx, subject }) {
    await tx
      .update(attachments)
      .set({ deletedAt: null, version: sql`${attachments.version} + 1` })
      .where(and(eq(attachments.organizationId, ctx.organization.id), eq(attachments.id, subject.id)))
    const { name, shared } = subject
    return changed(
      { id: subject.id },
      { type: 'attachment.restored', ...aboutAttachment(subject), after: { name }, shared },
    )
  },
})
