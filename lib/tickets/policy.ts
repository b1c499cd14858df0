import type { TicketTargets } from '@/db/schema/organizations'
import { addWorkingMinutes, type WorkingTime, workingMinutes } from './calendar'
import type { TicketPriority, TicketStatus } from './schema'

/** The organization's clock: when it works, and how many working minutes each priority may take. */
export type TicketRules = WorkingTime & { targets: TicketTargets }

/** What the clock of a ticket is read from. */
export type Clocked = {
  status: string
  priority: string
  createdAt: Date
  respondedAt: Date | null
  waitingSince: Date | null
  resolvedAt: Date | null
  responseDueAt: Date
  resolutionDueAt: Date
}
type Dues = { responseDueAt: Date; resolutionDueAt: Date }

/** Where a ticket may go from here. Reopening puts it among the open ones again. */
export const nextStatuses: Record<TicketStatus, readonly TicketStatus[]> = {
  OPEN: ['IN_PROGRESS', 'WAITING_ON_CLIENT', 'RESOLVED', 'CLOSED'],
  IN_PROGRESS: ['WAITING_ON_CLIENT', 'RESOLVED', 'CLOSED'],
  WAITING_ON_CLIENT: ['IN_PROGRESS', 'RESOLVED', 'CLOSED'],
  RESOLVED: ['OPEN', 'CLOSED'],
  CLOSED: ['OPEN'],
}

/** Of these a client chooses: they end their request or take it up again; how the work goes is the team's to say. */
export const clientStatuses: readonly TicketStatus[] = ['OPEN', 'CLOSED']

export const isUnresolved = (status: string): boolean => status !== 'RESOLVED' && status !== 'CLOSED'

const targetOf = ({ targets }: TicketRules, priority: string) =>
  targets[priority] ?? { response: 480, resolution: 2400 }

/** Both targets of a ticket as instants, `waited` working minutes later than they would be without a pause. */
export function duesOf(rules: TicketRules, priority: TicketPriority, createdAt: Date, waited = 0): Dues {
  const { response, resolution } = targetOf(rules, priority)
  return {
    responseDueAt: addWorkingMinutes(rules, createdAt, response + waited),
    resolutionDueAt: addWorkingMinutes(rules, createdAt, resolution + waited),
  }
}

/** Since when the clock stands: the client is asked, or the ticket is resolved. */
const standsSince = ({ waitingSince, resolvedAt }: Clocked): Date | null => waitingSince ?? resolvedAt

/**
 * What a new status changes besides itself. Leaving a pause moves the targets by the working time that it lasted, the
 * first answer's only while there was none. Resolving answers.
 * @returns the fields to set, and the working minutes that were waited
 */
export function moveTo(rules: TicketRules, ticket: Clocked, status: TicketStatus, now: Date) {
  const since = standsSince(ticket)
  // A closed ticket keeps the moment at which it was resolved; its clock stands on.
  const goesOn = since !== null && (ticket.waitingSince !== null || isUnresolved(status))
  const waited = goesOn ? workingMinutes(rules, since, now) : 0
  const shifted = (due: Date) => (waited > 0 ? addWorkingMinutes(rules, due, waited) : due)
  return {
    waited,
    set: {
      status,
      waitingSince: status === 'WAITING_ON_CLIENT' ? now : null,
      resolvedAt: isUnresolved(status) ? null : (ticket.resolvedAt ?? now),
      closedAt: status === 'CLOSED' ? now : null,
      respondedAt: ticket.respondedAt ?? (status === 'RESOLVED' ? now : null),
      responseDueAt: ticket.respondedAt ? ticket.responseDueAt : shifted(ticket.responseDueAt),
      resolutionDueAt: shifted(ticket.resolutionDueAt),
    },
  }
}

/** The targets of another priority: from creation, plus what was waited. A first answer that was given keeps its own. */
export function reprioritized(rules: TicketRules, ticket: Clocked, priority: TicketPriority, waited: number): Dues {
  const dues = duesOf(rules, priority, ticket.createdAt, waited)
  return ticket.respondedAt ? { ...dues, responseDueAt: ticket.responseDueAt } : dues
}

export type TicketClock = {
  /** `running`; `waiting` for the client; `stopped` once it is resolved. */
  state: 'running' | 'waiting' | 'stopped'
  /** What is due next. */
  target: 'response' | 'resolution'
  dueAt: Date
  breached: boolean
  /** Working minutes until then; 0 once it is breached, null when the clock has stopped. */
  minutesLeft: number | null
}

/** What is due next: the first answer while there is none, unless the solution is due before it. */
export function nextTarget({ respondedAt, responseDueAt, resolutionDueAt }: Clocked): 'response' | 'resolution' {
  return respondedAt === null && responseDueAt <= resolutionDueAt ? 'response' : 'resolution'
}

const dueOf = (ticket: Clocked, target: 'response' | 'resolution') =>
  target === 'response' ? ticket.responseDueAt : ticket.resolutionDueAt

/** How a ticket stands against its targets at `now`, in working minutes. */
export function clockOf(rules: WorkingTime, ticket: Clocked, now: Date): TicketClock {
  const target = nextTarget(ticket)
  const dueAt = dueOf(ticket, target)
  if (!isUnresolved(ticket.status))
    return {
      state: 'stopped',
      target,
      dueAt,
      breached: ticket.resolvedAt !== null && dueAt < ticket.resolvedAt,
      minutesLeft: null,
    }
  const at = ticket.waitingSince ?? now
  const breached = dueAt < at
  return {
    state: ticket.waitingSince ? 'waiting' : 'running',
    target,
    dueAt,
    breached,
    minutesLeft: breached ? 0 : Math.floor(workingMinutes(rules, at, dueAt)),
  }
}

export type Warning = { target: 'response' | 'resolution'; level: 'near' | 'breached' }
const nearFrom = 0.8

/** What is to be said about a running ticket: 80 % of a target's time is gone, or all of it. */
export function warningsOf(rules: TicketRules, ticket: Clocked, now: Date): Warning[] {
  if (!isUnresolved(ticket.status) || ticket.waitingSince) return []
  const targets = ticket.respondedAt ? (['resolution'] as const) : (['response', 'resolution'] as const)
  return targets.flatMap((target): Warning[] => {
    const dueAt = dueOf(ticket, target)
    if (dueAt <= now) return [{ target, level: 'breached' }]
    const spare = targetOf(rules, ticket.priority)[target] * (1 - nearFrom)
    return workingMinutes(rules, now, dueAt) <= spare + 1e-6 ? [{ target, level: 'near' }] : []
  })
}
