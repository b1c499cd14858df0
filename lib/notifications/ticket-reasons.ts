import { and, eq } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { tickets } from '@/db/schema/tickets'
import { seesTicket } from '@/lib/tickets/people'
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

const looksAfter = async (ask: Ask, mail: boolean): Promise<Wanted> => {
  const ticket = await ticketOf(ask)
  return ticket?.assignee
    ? { ids: [ticket.assignee], reason: 'assigned', mail }
    : { ids: await supporters(ask), reason: 'support', mail }
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
    { ids: (event.payload.mentioned as string[]) ?? [], reason: 'mentioned', mail: true },
    { ids: [ticket?.assignee], reason: 'assigned', mail: true },
    { ids: [ticket?.requester], reason: 'requester', mail: true },
    ...(fromClient && !ticket?.assignee
      ? [{ ids: await supporters(ask), reason: 'support' as const, mail: true }]
      : []),
    { ids: others.map((row) => row.id), reason: 'participant', mail: false },
  ]
}

/** Who hears of what happens to a ticket, and why. */
export const ticketRules: Rules = {
  'ticket.opened': async (ask) => [
    { ids: await supporters(ask), reason: 'support', mail: true },
    { ids: [(await projectOf(ask))?.managerId], reason: 'staff', mail: false },
  ],
  'ticket.assigned': async ({ event }) => [
    { ids: [event.payload.assigneeId as string | null], reason: 'assigned', mail: true },
  ],
  'ticket.status_changed': async (ask) => {
    // The reply that moved it is told already.
    if (ask.event.payload.byReply) return []
    const ticket = await ticketOf(ask)
    const byItself = ask.event.actorMemberId === null
    return [
      { ids: [ticket?.requester], reason: 'requester', mail: !byItself },
      { ids: [ticket?.assignee], reason: 'assigned', mail: false },
    ]
  },
  'ticket.resolved': async (ask) => {
    const ticket = await ticketOf(ask)
    return [
      { ids: [ticket?.requester], reason: 'requester', mail: true },
      { ids: [ticket?.assignee], reason: 'assigned', mail: false },
    ]
  },
  'ticket.escalated': async (ask) => [
    { ids: await calledTo(ask), reason: 'escalated', mail: true },
    { ids: [(await ticketOf(ask))?.assignee], reason: 'assigned', mail: false },
  ],
  'ticket.breach_near': async (ask) => [await looksAfter(ask, false)],
  'ticket.breached': async (ask) => [await looksAfter(ask, true)],
}
