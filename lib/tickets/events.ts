import type { EventDraft } from '@/lib/core/events'
import type { TicketStatus } from './schema'

type Of = { id: string; projectId: string }

/** What every event of a ticket carries. */
export const ofTicket = ({ id, projectId }: Of) => ({
  subject: { type: 'ticket' as const, id },
  projectId,
  ticketId: id,
})

/** A ticket got another status; the client may know. `waited`: working minutes for which its clock had stood. */
export const statusEvent = (
  ticket: Of & { status: string },
  status: TicketStatus,
  waited: number,
  more: Pick<EventDraft, 'before' | 'after' | 'reason' | 'payload'> = {},
): EventDraft => ({
  type: status === 'RESOLVED' ? 'ticket.resolved' : 'ticket.status_changed',
  ...ofTicket(ticket),
  before: { ...more.before, status: ticket.status },
  after: { ...more.after, status, ...(waited > 0 && { waitedMinutes: Math.round(waited * 1000) / 1000 }) },
  reason: more.reason,
  payload: { ...more.payload, status },
  shared: true,
})
