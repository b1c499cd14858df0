import { and, eq, inArray, isNull } from 'drizzle-orm'
import { attachments } from '@/db/schema/comments'
import { type Context, memberOf } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

type Target = { projectId: string; taskId?: string; ticketId?: string; commentId: string; shared: boolean }

/**
 * Lets files that the writer uploaded beforehand go with their comment; who reads the one has the other.
 * @throws 400 at `attachments` when one is not the writer's, lies elsewhere or was used already
 */
export async function claimAttachments(tx: Tx, ctx: Context, target: Target, ids: string[]): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { projectId, taskId, ticketId, commentId, shared } = target
  const claimed = await tx
    .update(attachments)
    .set({ commentId, shared })
    .where(
      and(
        eq(attachments.organizationId, ctx.organization.id),
        inArray(attachments.id, wanted),
        eq(attachments.createdById, memberOf(ctx)),
        eq(attachments.projectId, projectId),
        taskId ? eq(attachments.taskId, taskId) : isNull(attachments.taskId),
        ticketId ? eq(attachments.ticketId, ticketId) : isNull(attachments.ticketId),
        isNull(attachments.commentId),
        isNull(attachments.deletedAt),
      ),
    )
    .returning({ id: attachments.id })
  if (claimed.length !== wanted.length)
    throw invalidField('attachments', 'A file is not there any more. Attach it again.')
}
