import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { organizations } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tickets } from '@/db/schema/tickets'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { isUuid } from '@/lib/projects/queries'
import type { TicketRules } from './policy'
import { ticketScope } from './scope'

/** Joins a ticket to its project. */
export const ofProject = and(eq(projects.organizationId, tickets.organizationId), eq(projects.id, tickets.projectId))

/** Tickets this actor may see; asked over `tickets` joined to `projects`. */
export const visibleTickets = (ctx: Context): SQL | undefined =>
  and(
    eq(tickets.organizationId, ctx.organization.id),
    isNull(tickets.deletedAt),
    isNull(projects.deletedAt),
    ticketScope(ctx, 'support.tickets.view'),
  )

export const ticketReaches = (ctx: Context, permission: Permission) =>
  sql<boolean>`coalesce(${ticketScope(ctx, permission)}, false)`

export const keyOf = ({ number }: { number: number }): string => `SUP-${number}`

/** Matches a ticket by id or by key, `SUP-12`. */
export function ticketIs(reference: string): SQL {
  if (isUuid(reference)) return eq(tickets.id, reference)
  const match = /^SUP-(\d{1,9})$/i.exec(reference)
  if (!match) throw notFound()
  return eq(tickets.number, Number(match[1]))
}

/** Whether the actor speaks for the team: who does not see what is team-only speaks for the client. */
export const speaksForTeam = (ctx: Context): boolean =>
  can(ctx, 'tasks.comments.view_internal') || ctx.actor.kind === 'system'

/** The organization's clock and targets. */
export async function ticketRules(tx: Tx, ctx: Context): Promise<TicketRules> {
  const [row] = await tx
    .select({ calendar: organizations.calendar, targets: organizations.ticketTargets })
    .from(organizations)
    .where(eq(organizations.id, ctx.organization.id))
  if (!row) throw notFound()
  return { ...row, timeZone: ctx.organization.timeZone }
}

/** A ticket that the actor can see, its project, the organization's clock, and whether `permission` reaches it. @throws 404 */
export async function findTicket(tx: Tx, ctx: Context, reference: string, permission: Permission) {
  const [found] = await tx
    .select({
      ticket: tickets,
      project: projects,
      calendar: organizations.calendar,
      targets: organizations.ticketTargets,
      permitted: ticketReaches(ctx, permission),
    })
    .from(tickets)
    .innerJoin(projects, ofProject)
    .innerJoin(organizations, eq(organizations.id, tickets.organizationId))
    .where(and(visibleTickets(ctx), ticketIs(reference)))
  if (!found) throw notFound()
  const { calendar, targets, ...rest } = found
  const rules: TicketRules = { calendar, targets, timeZone: ctx.organization.timeZone }
  return { ...rest, rules }
}
