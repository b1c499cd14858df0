import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { files } from '@/db/schema/files'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { joinsOf, onVisibleSubject, subjectOfReaches } from '@/lib/comments/on-subject'
import { inBin } from '@/lib/core/bin'
import type { Context } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { readableAttachments } from './scope'

/** Ask over `attachments` with project and file inner joined, task and ticket left joined. */
export const { ofProject, ofTask, ofTicket } = joinsOf(attachments)
export const ofFile = and(eq(files.organizationId, attachments.organizationId), eq(files.id, attachments.fileId))

/** A file of a comment goes with its comment. */
const withItsComment = sql`(${attachments.commentId} is null or exists (select 1 from comments said
  where said.organization_id = ${attachments.organizationId} and said.id = ${attachments.commentId} and said.deleted_at is null))`

/** Files this actor may have, deleted or not: on what they see, and not hidden from them. */
export const reachedAttachments = (ctx: Context): SQL | undefined =>
  and(onVisibleSubject(ctx, attachments), withItsComment, readableAttachments(ctx))

/** The one predicate of lists, counts and downloads. */
export const visibleAttachments = (ctx: Context): SQL | undefined =>
  and(reachedAttachments(ctx), isNull(attachments.deletedAt))

export const attachmentReaches = (ctx: Context, permission: Permission) =>
  subjectOfReaches(ctx, attachments, permission)

/** In the bin, for whoever brought it or moderates. */
export const attachmentInBin = (ctx: Context): SQL | undefined =>
  and(
    reachedAttachments(ctx),
    inBin(attachments.deletedAt),
    sql`(${attachmentReaches(ctx, 'tasks.comments.moderate')} or (${attachments.createdById} = ${ctx.actor.memberId}::uuid
      and ${attachmentReaches(ctx, 'tasks.comments.create')}))`,
  )

/** A file that the actor may change: who brought it and may still comment there, or a moderator. @throws 403 · 404 */
export async function findAttachment(tx: Tx, ctx: Context, id: string, where: 'here' | 'bin' = 'here') {
  const [found] = await tx
    .select({
      attachment: attachments,
      name: files.name,
      moderates: attachmentReaches(ctx, 'tasks.comments.moderate'),
      comments: attachmentReaches(ctx, 'tasks.comments.create'),
    })
    .from(attachments)
    .innerJoin(files, ofFile)
    .innerJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .where(
      and(
        where === 'here' ? visibleAttachments(ctx) : and(reachedAttachments(ctx), inBin(attachments.deletedAt)),
        eq(attachments.id, id),
      ),
    )
  if (!found) throw notFound()
  const own = found.attachment.createdById === ctx.actor.memberId
  if (!found.moderates && !(own && found.comments))
    throw forbidden(own ? 'tasks.comments.create' : 'tasks.comments.moderate')
  return { ...found.attachment, name: found.name, permitted: true }
}
type Placed = { id: string; projectId: string; taskId: string | null; ticketId: string | null }

/** How events name a file and what it lies on. */
export const aboutAttachment = ({ id, projectId, taskId, ticketId }: Placed) => ({
  subject: { type: 'attachment' as const, id },
  projectId,
  taskId: taskId ?? undefined,
  ticketId: ticketId ?? undefined,
})
