import { eq, sql } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { type Context, can } from '@/lib/core/context'

/** On top of seeing what it is on: team-only comments are for those who may see them; what I wrote is mine to see. */
export const readableComments = (ctx: Context) =>
  can(ctx, 'tasks.comments.view_internal') || ctx.actor.kind === 'system'
    ? sql`true`
    : sql`(${eq(comments.shared, true)} or ${comments.authorId} = ${ctx.actor.memberId}::uuid)`
