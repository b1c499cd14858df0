import { and, eq, isNull } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/subscriptions'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { unchanged } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { findTask } from '@/lib/tasks/find'
import { findTicket } from '@/lib/tickets/find'
import { setSubscriptionInput } from '../schema'

/**
 * Watches or mutes a task, a ticket or a project for oneself, or takes that back with null. A setting of one's own about what one
 * can see: nothing of the record changes, so it leaves no trail. @throws 404
 */
export const setSubscription = defineCommand({
  name: 'subscriptions.set',
  permission: 'member',
  input: setSubscriptionInput,
  async find({ tx, ctx, input }) {
    if (input.project) {
      const project = await findProject(tx, ctx, input.project, 'projects.projects.view')
      return { projectId: project.id, taskId: null, ticketId: null, permitted: true }
    }
    if (input.ticket) {
      const { ticket } = await findTicket(tx, ctx, input.ticket, 'support.tickets.view')
      return { projectId: ticket.projectId, taskId: null, ticketId: ticket.id, permitted: true }
    }
    const { task } = await findTask(tx, ctx, input.task ?? '', 'tasks.tasks.view')
    return { projectId: task.projectId, taskId: task.id, ticketId: null, permitted: true }
  },
  async run({ tx, ctx, input: { mode }, subject: { projectId, taskId, ticketId } }) {
    const organizationId = ctx.organization.id
    const memberId = memberOf(ctx)
    if (mode)
      await tx
        .insert(subscriptions)
        .values({ organizationId, memberId, projectId, taskId, ticketId, mode })
        .onConflictDoUpdate({
          target: [
            subscriptions.organizationId,
            subscriptions.memberId,
            subscriptions.projectId,
            subscriptions.taskId,
            subscriptions.ticketId,
          ],
          set: { mode },
        })
    else
      await tx
        .delete(subscriptions)
        .where(
          and(
            eq(subscriptions.organizationId, organizationId),
            eq(subscriptions.memberId, memberId),
            eq(subscriptions.projectId, projectId),
            taskId ? eq(subscriptions.taskId, taskId) : isNull(subscriptions.taskId),
            ticketId ? eq(subscriptions.ticketId, ticketId) : isNull(subscriptions.ticketId),
          ),
        )
    return unchanged({ mode })
  },
})
