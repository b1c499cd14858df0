'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { conversationKey } from '@/components/comments/subject'
import { useChannel } from '@/components/live/live-provider'
import { useEveryMinute } from './use-every-minute'

const gatherMs = 80

/** Keeps an open ticket as everybody else sees it; `channel` is the project's, or the one for clients. */
export function TicketLive({
  ticketId,
  taskId,
  channel,
}: {
  ticketId: string
  taskId: string | null
  channel: string
}) {
  const router = useRouter()
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  useEveryMinute()

  const queryKey = conversationKey({ kind: 'ticket', id: ticketId })
  const { connected } = useChannel(channel, ({ type, id, missed }) => {
    // A comment's event carries the comment's id; whether it is one of ours the list says.
    if (missed || type.startsWith('comment.')) void queries.invalidateQueries({ queryKey })
    if (missed || type.startsWith('attachment.'))
      void queries.invalidateQueries({ queryKey: ['attachments', ticketId] })
    if (missed || id === ticketId || id === taskId)
      timer.current ??= setTimeout(() => {
        timer.current = null
        router.refresh()
      }, gatherMs)
  })
  const stood = useRef(false)
  useEffect(() => {
    if (!connected) return
    // What happened between the server's answer and the socket is not announced again.
    void queries.invalidateQueries({ queryKey: conversationKey({ kind: 'ticket', id: ticketId }) })
    if (stood.current) router.refresh()
    stood.current = true
  }, [connected, queries, ticketId, router])
  return null
}
