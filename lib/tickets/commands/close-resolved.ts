import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { statusEvent } from '../events'

/** Days after which nobody is expected to say that it is not resolved after all. */
const quietDays = 7
const atOnce = 100

/** Closes tickets that were resolved a week ago; those that are left come with the next run. @returns `{ closed }` ids */
export const closeResolved = defineCommand({
  name: 'tickets.close_resolved',
  permission: 'system',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const due = and(
      eq(tickets.organizationId, ctx.organization.id),
      eq(tickets.status, 'RESOLVED'),
      isNull(tickets.deletedAt),
      lte(tickets.resolvedAt, sql`now() - make_interval(days => ${quietDays})`),
    )
    const rows = await tx
      .select({ id: tickets.id, projectId: tickets.projectId, status: tickets.status })
      .from(tickets)
      .where(due)
      .limit(atOnce)
      .for('no key update', { skipLocked: true })
    const [first, ...rest] = rows
    if (!first) return unchanged({ closed: [] as string[] })
    for (const { id } of rows)
      await tx
        .update(tickets)
        .set({ status: 'CLOSED', closedAt: sql`now()`, version: sql`${tickets.version} + 1`, updatedAt: sql`now()` })
        .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, id)))
    return changed(
      { closed: rows.map(({ id }) => id) },
      statusEvent(first, 'CLOSED', 0),
      ...rest.map((ticket) => statusEvent(ticket, 'CLOSED', 0)),
    )
  },
})
