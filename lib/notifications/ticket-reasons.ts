import { and, eq } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { tickets } from '@/db/schema/tickets'
import { seesTicket } from '@/lib/tickets/people'
import { addressedIn } from './addressed'
import { type Ask, idsWhere, isAdmin, projectOf, type Rules, type Wanted } from './ask'

async function ticketOf({ tx, ctx, event }: Ask) {
  if (!event.ticketId) return undefined
  const [ticket] = await tx
    .select({ requester: tickets.createdById, assignee: tickets.assigneeId })
    .from(tickets)
    .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, event.ticketId)))
  return ticket
}

/** Who looks after a ticket that nobody has: those who may assign it, before admins who may do everything. */
async function supporters({ tx, ctx, event, people }: Ask): Promise<string[]> {
  const mayAssign = people.filter((person) => person.permissions['support.tickets.assign'])
  const pure = mayAssign.filter((person) => !isAdmin(person))
  for (const group of [pure, mayAssign]) {
    const reached = await Promise.all(
      group.map((person) => seesTicket(tx, ctx, person, event.ticketId ?? '', 'support.tickets.assign')),
    )
    const found = group.filter((_, index) => reached[index])
    if (found.length > 0) return found.map(({ id }) => id)
  }
  return []
}

const looksAfter = async (ask: Ask, kind: 'tickets' | 'ticket_steps'): Promise<Wanted> => {
  const ticket = await ticketOf(ask)
  return ticket?.assignee
    ? { ids: [ticket.assignee], reason: 'assigned', kind }
    : { ids: await supporters(ask), reason: 'support', kind }
}

/** Each level calls other people; where a level has nobody, the next is called. */
async function calledTo(ask: Ask): Promise<string[]> {
  const manager = (await projectOf(ask))?.managerId
  const admins = idsWhere(ask.people, (person) => isAdmin(person) && !person.owner)
  const owner = idsWhere(ask.people, (person) => person.owner)
  const levels = [manager ? [manager] : [], admins, owner]
  return levels.slice(Number(ask.event.payload.level) - 1).find((ids) => ids.length > 0) ?? owner
}

/** A reply on a ticket: who is named, who has it, who asked, who took part; and the desk when nobody has it. */
export async function repliedTo(ask: Ask): Promise<Wanted[]> {
  const { tx, ctx, event, people } = ask
  const [ticket, others] = await Promise.all([
    ticketOf(ask),
    tx
      .selectDistinct({ id: comments.authorId })
      .from(comments)
      .where(and(eq(comments.organizationId, ctx.organization.id), eq(comments.ticketId, event.ticketId ?? ''))),
  ])
  const author = people.find(({ id }) => id === event.actorMemberId)
  const fromClient = author && !author.permissions['tasks.comments.view_internal']
  return [
    ...(await addressedIn(ask)),
    { ids: [ticket?.assignee], reason: 'assigned', kind: 'tickets' },
    { ids: [ticket?.requester], reason: 'requester', kind: 'my_tickets' },
    ...(fromClient && !ticket?.assignee
      ? [{ ids: await supporters(ask), reason: 'support' as const, kind: 'tickets' as const }]
      : []),
    { ids: others.map((row) => row.id), reason: 'participant', kind: 'comments' },
    { ids: ask.watching, reason: 'watching', kind: 'comments' },
  ]
}

/** Who hears of what happens to a ticket, and why. The client's watchers hear of its status, not of how the team copes. */
export const ticketRules: Rules = {
  'ticket.opened': async (ask) => [
    { ids: await supporters(ask), reason: 'support', kind: 'tickets' },
    { ids: [(await projectOf(ask))?.managerId], reason: 'staff', kind: 'project_steps' },
    { ids: ask.watching, reason: 'watching', kind: 'project_steps' },
  ],
  'ticket.assigned': async ({ event }) => [
    { ids: [event.payload.assigneeId as string | null], reason: 'assigned', kind: 'assigned' },
  ],
  'ticket.status_changed': async (ask) => {
    // The reply that moved it is told already.
    if (ask.event.payload.byReply) return []
    const ticket = await ticketOf(ask)
    const byItself = ask.event.actorMemberId === null
    return [
      { ids: [ticket?.requester], reason: 'requester', kind: byItself ? 'ticket_steps' : 'my_tickets' },
      { ids: [ticket?.assignee], reason: 'assigned', kind: 'ticket_steps' },
      { ids: ask.watching, reason: 'watching', kind: 'ticket_steps' },
    ]
  },
  'ticket.resolved': async (ask) => {
    const ticket = await ticketOf(ask)
    return [
      { ids: [ticket?.requester], reason: 'requester', kind: 'my_tickets' },
      { ids: [ticket?.assignee], reason: 'assigned', kind: 'ticket_steps' },
      { ids: ask.watching, reason: 'watching', kind: 'ticket_steps' },
    ]
  },
  'ticket.escalated': async (ask) => [
    { ids: await calledTo(ask), reason: 'escalated', kind: 'assigned' },
    { ids: [(await ticketOf(ask))?.assignee], reason: 'assigned', kind: 'ticket_steps' },
  ],
  'ticket.breach_near': async (ask) => [await looksAfter(ask, 'ticket_steps')],
  'ticket.breached': async (ask) => [await looksAfter(ask, 'tickets')],
}
