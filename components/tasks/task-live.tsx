'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useChannel, usePresence } from '@/components/live/live-provider'
import { Avatar } from '@/components/ui/avatar'
import { messages } from '@/lib/tasks/messages'

type Props = {
  taskId: string
  /** the project's channel, or the one for clients */
  channel: string
  /** who looks at this task now; null for readers who may not see people */
  presence: string | null
}
const gatherMs = 80

/** Keeps an open task as everybody else sees it, and shows who else has it open. */
export function TaskLive({ taskId, channel, presence }: Props) {
  const router = useRouter()
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])

  const refresh = () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      router.refresh()
    }, gatherMs)
  }
  const { connected } = useChannel(channel, ({ type, id, missed }) => {
    // A comment's event carries the comment's id; whether it is one of ours the list says.
    if (missed || type.startsWith('comment.')) void queries.invalidateQueries({ queryKey: ['comments', taskId] })
    if (missed || type.startsWith('attachment.')) void queries.invalidateQueries({ queryKey: ['attachments', taskId] })
    if (missed || id === taskId || /^(project|tasks)\./.test(type)) refresh()
  })
  const stood = useRef(false)
  useEffect(() => {
    if (!connected) return
    // What happened between the server's answer and the socket is not announced again.
    void queries.invalidateQueries({ queryKey: ['comments', taskId] })
    if (stood.current) router.refresh()
    stood.current = true
  }, [connected, queries, taskId, router])

  const people = usePresence(presence)
  return (
    <div role="status" className="flex min-h-6 items-center gap-2 text-xs text-ink-muted">
      {people.length > 0 && (
        <>
          <span className="flex -space-x-1">
            {people.slice(0, 4).map(({ id, name }) => (
              <Avatar key={id} name={name} size="sm" />
            ))}
          </span>
          <span>{messages.page.presence(people.map(({ name }) => name).join(', '))}</span>
        </>
      )}
    </div>
  )
}
