import { eq, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { saidToClient } from '@/lib/comments/scope'
import { type Context, can } from '@/lib/core/context'
import type { Someone } from '@/lib/core/scope'

/** Why a file is not hidden from who may not see team-only comments; one of a comment goes with it. */
export const attachmentIsOpen = {
  shared: () =>
    sql`(${eq(attachments.shared, true)} and (${attachments.commentId} is null or ${saidToClient(attachments)}))`,
  made: (me: Someone | null) => sql`(${attachments.createdById} = ${me}::uuid)`,
}

/** On top of seeing what it lies on: team-only files are for those who may see such comments; what I brought is mine to see. */
export const readableAttachments = (ctx: Context) =>
  can(ctx, 'tasks.comments.view_internal') || ctx.actor.kind === 'system'
    ? sql`true`
    : sql`(${attachmentIsOpen.shared()} or ${attachmentIsOpen.made(ctx.actor.memberId)})`
