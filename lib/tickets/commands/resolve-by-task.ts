import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { firstTime } from '@/lib/core/inbox'
import { idInput } from '@/lib/core/text'
import { statusEvent } from '../events'
import { ticketRules } from '../find'
import { moveTo } from '../policy'

/** Resolves the tickets that a completed task was for, once per event; not when the task was taken up again meanwhile. */
export const resolveByTask = defineCommand({
  name: 'tickets.resolve_by_task',
  permission: 'system',
  input: z.strictObject({ task: idInput, eventId: idInput }),
  async run({ tx, ctx, input }) {
    const organizationId = ctx.organization.id
    if (!(await firstTime(tx, ctx, 'tickets.task_done', input.eventId))) return unchanged({ resolved: [] as string[] })
    const rules = await ticketRules(tx, ctx)
    const waiting = await tx
      .select({ ticket: tickets })
      .from(tickets)
      .innerJoin(tasks, and(eq(tasks.organizationId, tickets.organizationId), eq(tasks.id, tickets.taskId)))
      .where(
        and(
          eq(tickets.organizationId, organizationId),
          eq(tickets.taskId, input.task),
          isNull(tickets.deletedAt),
          inArray(tickets.status, ['OPEN', 'IN_PROGRESS', 'WAITING_ON_CLIENT']),
          eq(tasks.status, 'DONE'),
        ),
      )
      .for('no key update', { of: tickets })
    const now = new Date()
    const events: EventDraft[] = []
    for (const { ticket } of waiting) {
      const { set, waited } = moveTo(rules, ticket, 'RESOLVED', now)
      await tx
        .update(tickets)
        .set({ ...set, version: sql`${tickets.version} + 1`, updatedAt: now })
        .where(and(eq(tickets.organizationId, organizationId), eq(tickets.id, ticket.id)))
      events.push(statusEvent(ticket, 'RESOLVED', waited, { payload: { byTask: input.task } }))
    }
    const data = { resolved: waiting.map(({ ticket }) => ticket.id) }
    const [first, ...rest] = events
    return first ? changed(data, first, ...rest) : unchanged(data)
  },
})
