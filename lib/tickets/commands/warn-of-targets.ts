import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { inbox } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { factId, firstTime } from '@/lib/core/inbox'
import { ofTicket } from '../events'
import { ofProject, ticketRules } from '../find'
import { type Warning, warningsOf } from '../policy'

const consumer = 'tickets.targets'

/** Each is said once for one priority: a pause or a second run says nothing twice. */
const warningId = (ticket: { id: string; priority: string }, { target, level }: Warning) =>
  factId(ticket.id, ticket.priority, target, level)

/** Says of every running ticket whose time is nearly gone, or gone, that it is so. @returns how many were said */
export const warnOfTargets = defineCommand({
  name: 'tickets.warn_of_targets',
  permission: 'system',
  input: z.strictObject({ now: z.date() }),
  async run({ tx, ctx, input: { now } }) {
    const rules = await ticketRules(tx, ctx)
    const rows = await tx
      .select({ ticket: tickets })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(
        and(
          eq(tickets.organizationId, ctx.organization.id),
          isNull(tickets.deletedAt),
          isNull(projects.deletedAt),
          inArray(tickets.status, ['OPEN', 'IN_PROGRESS']),
        ),
      )
    const due = rows.flatMap(({ ticket }) =>
      warningsOf(rules, ticket, now).map((warning) => ({ ticket, warning, id: warningId(ticket, warning) })),
    )
    if (due.length === 0) return unchanged({ warned: 0 })
    const said = await tx
      .select({ id: inbox.eventId })
      .from(inbox)
      .where(
        and(
          eq(inbox.organizationId, ctx.organization.id),
          eq(inbox.consumer, consumer),
          inArray(
            inbox.eventId,
            due.map(({ id }) => id),
          ),
        ),
      )
    const known = new Set(said.map(({ id }) => id))
    const events: EventDraft[] = []
    for (const { ticket, warning, id } of due.filter((one) => !known.has(one.id)))
      if (await firstTime(tx, ctx, consumer, id))
        events.push({
          type: warning.level === 'near' ? 'ticket.breach_near' : 'ticket.breached',
          ...ofTicket(ticket),
          payload: { target: warning.target },
          after: { target: warning.target },
        })
    const [first, ...rest] = events
    return first ? changed({ warned: events.length }, first, ...rest) : unchanged({ warned: 0 })
  },
})
