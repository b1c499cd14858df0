import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tickets } from '@/db/schema/tickets'
import type { Context } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers, asSeenBy, type Colleague } from '@/lib/members/active'
import { staffOf } from '@/lib/tasks/staff'
import { ofProject, visibleTickets } from './find'
import { ticketScope } from './scope'

/** Whether a colleague sees a ticket, and `permission` reaches it for them; by the same predicate that lists use. */
export async function seesTicket(
  tx: Tx,
  ctx: Context,
  person: Colleague,
  ticketId: string,
  permission: Permission = 'support.tickets.view',
): Promise<boolean> {
  if (!person.permissions['support.tickets.view'] || !person.permissions[permission]) return false
  const theirs = asSeenBy(ctx, person)
  const [row] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .innerJoin(projects, ofProject)
    .where(and(visibleTickets(theirs), ticketScope(theirs, permission), eq(tickets.id, ticketId)))
  return row !== undefined
}

/** A colleague who could work on tickets: no contact of a client, and somebody who may change one. */
const worksOnTickets = ({ permissions }: Colleague) =>
  !!permissions['organization.members.view'] && !!permissions['support.tickets.edit']

/** @throws 400 at `assigneeId` when the person is not active, could not work on tickets or does not see this one */
export async function requireTicketAssignee(tx: Tx, ctx: Context, ticketId: string, memberId: string): Promise<void> {
  const [person] = await activeMembers(tx, ctx, [memberId])
  if (!person || !worksOnTickets(person) || !(await seesTicket(tx, ctx, person, ticketId)))
    throw invalidField('assigneeId', 'This person cannot take the ticket. Choose a colleague who sees it.')
}

export type TicketPerson = { id: string; name: string; assignable: boolean }

/**
 * Colleagues to offer on a ticket, by two queries however many there are: those who see every ticket, and those who work
 * on its project or have it. Whoever is chosen is asked for again, by the predicate.
 */
export async function peopleOf(tx: Tx, ctx: Context, ticket: { projectId: string; with: (string | null)[] }) {
  const [people, staff] = await Promise.all([activeMembers(tx, ctx), staffOf(tx, ctx, ticket.projectId)])
  const near = new Set([...staff.map(({ id }) => id), ...ticket.with])
  return people
    .filter(({ id, permissions }) => {
      const view = permissions['support.tickets.view']
      return permissions['organization.members.view'] && (view === 'all' || (view === 'team' && near.has(id)))
    })
    .map((person): TicketPerson => ({ id: person.id, name: person.name, assignable: worksOnTickets(person) }))
    .sort((a, b) => a.name.localeCompare(b.name, ctx.organization.locale))
}
