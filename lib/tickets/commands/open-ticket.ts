import { tickets } from '@/db/schema/tickets'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { ofTicket } from '../events'
import { keyOf, ticketRules } from '../find'
import { takeTicketNumber } from '../number'
import { duesOf } from '../policy'
import { openTicketInput } from '../schema'

/** Opens a ticket on a project that one sees. @throws 409 `WRONG_STATUS` while the project's work has not started */
export const openTicket = defineCommand({
  name: 'tickets.open',
  permission: 'support.tickets.create',
  input: openTicketInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'support.tickets.create'),
  async run({ tx, ctx, input, subject: project }) {
    const { project: _, ...fields } = input
    const rules = await ticketRules(tx, ctx)
    const [id, createdAt] = [newId(), new Date()]
    const number = await takeTicketNumber(tx, ctx)
    await tx.insert(tickets).values({
      organizationId: ctx.organization.id,
      id,
      projectId: project.id,
      number,
      createdById: memberOf(ctx),
      createdAt,
      ...duesOf(rules, fields.priority, createdAt),
      ...fields,
    })
    const about = ofTicket({ id, projectId: project.id })
    return changed(
      { id, key: keyOf({ number }), number, version: 1 },
      { type: 'ticket.opened', ...about, after: { number, ...fields }, shared: true },
    )
  },
})
