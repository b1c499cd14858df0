import { eq, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { saidToClient } from '@/lib/comments/scope'
import { type Context, can } from '@/lib/core/context'

/** On top of seeing what it lies on: team-only files are for those who may see such comments; one of a comment goes with it; what I brought is mine to see. */
export const readableAttachments = (ctx: Context) =>
  can(ctx, 'tasks.comments.view_internal') || ctx.actor.kind === 'system'
    ? sql`true`
    : sql`(${eq(attachments.shared, true)} and (${attachments.commentId} is null or ${saidToClient(attachments)})
        or ${attachments.createdById} = ${ctx.actor.memberId}::uuid)`
