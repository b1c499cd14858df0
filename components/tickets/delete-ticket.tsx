'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { callAction } from '@/components/tasks/call-action'
import { postApi } from '@/components/tasks/read-api'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import { deleteTicket } from '@/lib/tickets/actions'
import { messages } from '@/lib/tickets/messages'

/** Puts the ticket into the bin and goes back to the list; the message there can bring it back. */
export function DeleteTicket({ org, ticket }: { org: string; ticket: { id: string; key: string } }) {
  const router = useRouter()
  const [pending, setPending] = useState(false)

  async function restore() {
    const back = await postApi(org, `tickets/${ticket.id}/restore`)
    if (!back.ok) return toast({ title: back.error.message, tone: 'danger' })
    toast({ title: messages.page.restored(ticket.key), tone: 'success' })
    router.push(`/${org}/tickets/${ticket.key}`)
  }
  async function remove() {
    if (pending) return
    setPending(true)
    const result = await callAction(() => deleteTicket(org, { ticket: ticket.id }))
    setPending(false)
    if (!result.ok) return toast({ title: result.error.message, tone: 'danger' })
    toast({ title: messages.page.deleted(ticket.key), undo: restore })
    router.push(`/${org}/tickets`)
  }
  return (
    <IconButton
      label={messages.page.delete}
      aria-busy={pending}
      icon={<Trash2 aria-hidden className="size-4" />}
      onClick={() => void remove()}
    />
  )
}
