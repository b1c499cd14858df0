'use client'

import { ThrowAway } from '@/components/bin/throw-away'
import { deleteTicket } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'

/** Puts the ticket into the bin and goes back to the list of tickets. */
export function DeleteTicket({ org, ticket }: { org: string; ticket: { id: string; key: string } }) {
  const words = {
    remove: messages.page.delete,
    removed: messages.page.deleted(ticket.key),
    restored: messages.page.restored(ticket.key),
  }
  return (
    <ThrowAway
      org={org}
      words={words}
      remove={() => deleteTicket(org, { ticket: ticket.id })}
      restorePath={`tickets/${ticket.id}/restore`}
      page={`/${org}/tickets/${ticket.key}`}
      list={`/${org}/tickets`}
    />
  )
}
