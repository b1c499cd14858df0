'use client'

import { useEffect, useRef } from 'react'
import { useChannel } from '@/components/live/live-provider'

export type LiveTasks = {
  /** tasks that were made, changed or brought back */
  onTasks: (ids: string[]) => void
  /** tasks that went into the bin */
  onDeleted?: (id: string) => void
  /** so much may have changed that everything must be read again */
  onEverything: () => void
}

const gatherMs = 60
const fewTasks = 5
const aboutTheWhole = /^(import\.|project\.|tasks\.|payment\.(verified|rejected))/

/**
 * Hears what happens to tasks on a project's channel, gathered for a moment so that a burst costs one reading. After a
 * lost connection everything is read again, if anything was said meanwhile.
 * @param since how many messages of the channel the tasks on the screen already know of
 */
export function useLiveTasks(channel: string | null, live: LiveTasks, since?: number): { connected: boolean } {
  const handlers = useRef(live)
  useEffect(() => {
    handlers.current = live
  })
  const gathered = useRef<{ ids: Set<string>; everything: boolean; timer: ReturnType<typeof setTimeout> | null }>({
    ids: new Set(),
    everything: false,
    timer: null,
  })
  const flush = useRef(() => {
    const { ids, everything } = gathered.current
    gathered.current = { ids: new Set(), everything: false, timer: null }
    if (everything || ids.size > fewTasks) handlers.current.onEverything()
    else if (ids.size > 0) handlers.current.onTasks([...ids])
  })
  useEffect(() => () => clearTimeout(gathered.current.timer ?? undefined), [])

  const { connected } = useChannel(
    channel,
    ({ type, id, missed }) => {
      if (type === 'task.deleted' && !missed) return handlers.current.onDeleted?.(id)
      if (missed || aboutTheWhole.test(type)) gathered.current.everything = true
      else if (type.startsWith('task.')) gathered.current.ids.add(id)
      else return
      gathered.current.timer ??= setTimeout(flush.current, gatherMs)
    },
    since,
  )

  // What happened between the server's answer and the socket is not announced again, and nobody counted it.
  const uncounted = connected && since === undefined
  useEffect(() => {
    if (uncounted) handlers.current.onEverything()
  }, [uncounted])
  return { connected }
}
