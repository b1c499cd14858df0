import { and, eq, isNull } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { payments } from '@/db/schema/payments'
import { projects } from '@/db/schema/projects'
import { seesProject, seesTask } from '@/lib/comments/mentionable'
import { readableComments } from '@/lib/comments/scope'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { asSeenBy, type Colleague } from '@/lib/members/active'
import { visiblePayments } from '@/lib/payments/queries'
import { seesTicket } from '@/lib/tickets/people'
import type { EventFacts } from './reasons'

/** Whether a person may see what a notice would speak of; the same predicates that pages use. */
export async function maySee(tx: Tx, ctx: Context, event: EventFacts, person: Colleague): Promise<boolean> {
  if (event.taskId && !(await seesTask(tx, ctx, person, event.taskId))) return false
  if (event.ticketId && !(await seesTicket(tx, ctx, person, event.ticketId))) return false
  if (event.subjectType === 'comment') {
    const [comment] = await tx
      .select({ id: comments.id })
      .from(comments)
      .where(
        and(
          eq(comments.organizationId, ctx.organization.id),
          eq(comments.id, event.subjectId),
          isNull(comments.deletedAt),
          readableComments(asSeenBy(ctx, person)),
        ),
      )
    if (!comment) return false
  }
  if (event.subjectType === 'payment') {
    const [seen] = await tx
      .select({ id: payments.id })
      .from(payments)
      .innerJoin(
        projects,
        and(eq(projects.organizationId, payments.organizationId), eq(projects.id, payments.projectId)),
      )
      .where(and(visiblePayments(asSeenBy(ctx, person)), eq(payments.id, event.subjectId)))
    return seen !== undefined
  }
  // What is about no task and no ticket is seen with its project.
  if (event.taskId || event.ticketId || !event.projectId) return true
  return seesProject(tx, ctx, person, event.projectId)
}
