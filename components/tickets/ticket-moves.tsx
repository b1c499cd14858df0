'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Notice } from '@/components/tasks/notice'
import { Button } from '@/components/ui/button'
import { messages } from '@/lib/tickets/messages'
import type { Ticket } from '@/lib/tickets/queries'
import type { TicketStatus } from '@/lib/tickets/schema'
import { saveTicket } from './save-ticket'
import { useTicketCall } from './use-ticket-call'

const EscalateDialog = dynamic(() => import('./escalate-dialog'), { ssr: false })
const { page, escalate } = messages

/** What mostly follows. */
const nextOf: Record<TicketStatus, TicketStatus | null> = {
  OPEN: 'IN_PROGRESS',
  IN_PROGRESS: 'RESOLVED',
  WAITING_ON_CLIENT: 'IN_PROGRESS',
  RESOLVED: null,
  CLOSED: 'OPEN',
}

/** What can be done with a ticket next: its further statuses, and calling somebody. */
export function TicketMoves({ org, ticket }: { org: string; ticket: Ticket }) {
  const { call, pending, refusal, clear } = useTicketCall()
  const [escalating, setEscalating] = useState(false)
  const level = ticket.escalationLevel ?? 0
  const mayEscalate = ticket.may.escalate && level < messages.levels.length - 1 && ticket.clock.state !== 'stopped'
  const main = nextOf[ticket.status]
  const move = (status: TicketStatus) =>
    call(() => saveTicket(org, ticket, { status }), page.moved(messages.statuses[status]))
  if (ticket.moves.length === 0 && !mayEscalate) return null
  return (
    <>
      {refusal && (
        <Notice tone="refusal" onClose={clear}>
          {refusal}
        </Notice>
      )}
      <div className="mb-4 flex flex-wrap gap-2">
        {ticket.moves.map((status) => (
          <Button
            key={status}
            variant={status === main ? 'primary' : 'secondary'}
            aria-disabled={pending || undefined}
            onClick={() => void move(status)}
          >
            {page.moveTo[status]}
          </Button>
        ))}
        {mayEscalate && (
          <Button variant="ghost" onClick={() => setEscalating(true)}>
            {escalate.button}
          </Button>
        )}
      </div>
      {escalating && (
        <EscalateDialog org={org} ticketId={ticket.id} level={level + 1} onEnd={() => setEscalating(false)} />
      )}
    </>
  )
}
