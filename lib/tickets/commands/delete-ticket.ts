import { and, eq, isNull, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tickets } from '@/db/schema/tickets'
import { inBin } from '@/lib/core/bin'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { ofTicket } from '../events'
import { findTicket, ofProject, ticketIs, ticketReaches } from '../find'
import { ticketRefInput } from '../schema'

/** Puts a ticket into the bin; its number is never given again. Who runs the desk may: those who assign. */
export const deleteTicket = defineCommand({
  name: 'tickets.delete',
  permission: 'support.tickets.assign',
  input: ticketRefInput,
  find: ({ tx, ctx, input }) => findTicket(tx, ctx, input.ticket, 'support.tickets.assign'),
  async run({ tx, ctx, subject: { ticket } }) {
    await tx
      .update(tickets)
      .set({ deletedAt: sql`now()`, version: sql`${tickets.version} + 1` })
      .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticket.id)))
    return changed(
      { id: ticket.id },
      { type: 'ticket.deleted', ...ofTicket(ticket), before: { title: ticket.title }, shared: true },
    )
  },
})

/** Takes a ticket out of the bin. */
export const restoreTicket = defineCommand({
  name: 'tickets.restore',
  permission: 'support.tickets.assign',
  input: ticketRefInput,
  async find({ tx, ctx, input }) {
    const [found] = await tx
      .select({ ticket: tickets, permitted: ticketReaches(ctx, 'support.tickets.assign') })
      .from(tickets)
      .innerJoin(projects, ofProject)
      .where(
        and(
          eq(tickets.organizationId, ctx.organization.id),
          inBin(tickets.deletedAt),
          isNull(projects.deletedAt),
          ticketReaches(ctx, 'support.tickets.view'),
          ticketIs(input.ticket),
        ),
      )
    if (!found) throw notFound()
    return found
  },
  async run({ tx, ctx, subject: { ticket } }) {
    await tx
      .update(tickets)
      .set({ deletedAt: null, version: sql`${tickets.version} + 1` })
      .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticket.id)))
    return changed({ id: ticket.id }, { type: 'ticket.restored', ...ofTicket(ticket), shared: true })
  },
})
