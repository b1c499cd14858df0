import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { type Context, can } from '@/lib/core/context'
import type { Someone } from '@/lib/core/scope'
import { clientSees } from '@/lib/projects/scope'

/** Why a comment is not hidden from who may not see team-only comments. */
export const commentIsOpen = {
  shared: () => sql`(${eq(comments.shared, true)} and ${saidToClient(comments)})`,
  made: (me: Someone | null) => sql`(${comments.authorId} = ${me}::uuid)`,
}

/** On top of seeing what it is on: team-only comments are for those who may see them; what I wrote is mine to see. */
export const readableComments = (ctx: Context) =>
  can(ctx, 'tasks.comments.view_internal') || ctx.actor.kind === 'system'
    ? sql`true`
    : sql`(${commentIsOpen.shared()} or ${commentIsOpen.made(ctx.actor.memberId)})`

type Said = Pick<typeof comments, 'organizationId' | 'projectId' | 'ticketId'>

/** A ticket's conversation is with the client; elsewhere the project decides whether they read what is shared. */
export const saidToClient = ({ organizationId, projectId, ticketId }: { [K in keyof Said]: SQLWrapper }): SQL =>
  sql`(${ticketId} is not null or ${clientSees('comments', organizationId, projectId)})`
