'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useChannel } from '@/components/live/live-provider'

/** Reads a conversation or the files of a project again when its channel tells of a new one; `about` is their key. */
export function ConversationLive({
  channel,
  about,
  id,
}: {
  channel: string
  about: 'comments' | 'attachments'
  id: string
}) {
  const queries = useQueryClient()
  const { connected } = useChannel(channel, ({ type, missed }) => {
    if (missed || type.startsWith(about === 'comments' ? 'comment.' : 'attachment.'))
      void queries.invalidateQueries({ queryKey: [about, id] })
  })
  useEffect(() => {
    // What happened between the server's answer and the socket is not announced again.
    if (connected) void queries.invalidateQueries({ queryKey: [about, id] })
  }, [connected, queries, about, id])
  return null
}
