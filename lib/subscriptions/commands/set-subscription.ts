import { and, eq, isNull } from 'drizzle-orm'
import { subscriptions } from '@/db/schema/subscriptions'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed, unchanged } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { findTask } from '@/lib/tasks/find'
import { findTicket, keyOf } from '@/lib/tickets/find'
import { setSubscriptionInput } from '../schema'

/**
 * Watches or mutes a task, a ticket or a project for oneself, or takes that back with null. The trail says what one watches, as the
 * record does, but not what one mutes; it is about the member, for nothing of the record changes. @throws 404
 */
export const setSubscription = defineCommand({
  name: 'subscriptions.set',
  permission: 'member',
  input: setSubscriptionInput,
  async find({ tx, ctx, input }) {
    if (input.project) {
      const project = await findProject(tx, ctx, input.project, 'projects.projects.view')
      return { projectId: project.id, taskId: null, ticketId: null, key: project.key, permitted: true }
    }
    if (input.ticket) {
      const { ticket } = await findTicket(tx, ctx, input.ticket, 'support.tickets.view')
      return { projectId: ticket.projectId, taskId: null, ticketId: ticket.id, key: keyOf(ticket), permitted: true }
    }
    const { task, project } = await findTask(tx, ctx, input.task ?? '', 'tasks.tasks.view')
    const key = `${project.key}-${task.number}`
    return { projectId: task.projectId, taskId: task.id, ticketId: null, key, permitted: true }
  },
  async run({ tx, ctx, input: { mode }, subject: { projectId, taskId, ticketId, key } }) {
    const organizationId = ctx.organization.id
    const memberId = memberOf(ctx)
    const mine = and(
      eq(subscriptions.organizationId, organizationId),
      eq(subscriptions.memberId, memberId),
      eq(subscriptions.projectId, projectId),
      taskId ? eq(subscriptions.taskId, taskId) : isNull(subscriptions.taskId),
      ticketId ? eq(subscriptions.ticketId, ticketId) : isNull(subscriptions.ticketId),
    )
    const [before] = await tx.select({ mode: subscriptions.mode }).from(subscriptions).where(mine)
    if ((before?.mode ?? null) === mode) return unchanged({ mode })
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
    else await tx.delete(subscriptions).where(mine)
    const watching = (of: string | null | undefined) => (of === 'WATCH' ? { watches: key } : undefined)
    return changed(
      { mode },
      {
        type: 'member.watching_changed',
        subject: { type: 'member', id: memberId },
        before: watching(before?.mode),
        after: watching(mode),
        quiet: true,
      },
    )
  },
})
