'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import type { RealtimeConfig } from '@/lib/notifications/schema'
import { LiveSocket, type Message, type Person } from './live-socket'

type Live = { socket: LiveSocket | null; connected: boolean }

const LiveContext = createContext<Live>({ socket: null, connected: false })

/** Connects the screen to the live service and gives it a cache. The socket is a hint; the database is the truth. */
export function LiveProvider({ config, children }: { config: RealtimeConfig; children: ReactNode }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 2, refetchOnWindowFocus: true } } }),
  )
  const [live, setLive] = useState<Live>({ socket: null, connected: false })
  const { key, cluster, host, port, tls } = config

  useEffect(() => {
    const socket = new LiveSocket({ key, cluster, host, port, tls }, (connected) => setLive({ socket, connected }))
    setLive({ socket, connected: false })
    return () => socket.close()
  }, [key, cluster, host, port, tls])

  return (
    <LiveContext value={live}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </LiveContext>
  )
}

/** What arrives on a channel: what happened to which record; `missed` when messages may have been lost before it. */
export type LiveEvent = Message & { missed: boolean }

/**
 * Hears a channel. The handler is called for each event, and once with `missed` when messages went by unheard: while
 * the connection was away, or between what the page shows and the first word of the channel. Refetch then.
 * @param since how many messages of the channel what is shown already knows of; left out where nobody counted
 * @returns `connected`: whatever happens from now on is heard; who does not count reads once more when it becomes true
 */
export function useChannel(
  channel: string | null,
  onEvent: (event: LiveEvent) => void,
  since?: number,
): { connected: boolean } {
  const { socket, connected } = useContext(LiveContext)
  const [stands, setStands] = useState(false)
  const handler = useRef(onEvent)
  const known = useRef(since)
  useEffect(() => {
    handler.current = onEvent
    known.current = since
  })

  useEffect(() => {
    if (!socket || !channel) return
    let last: number | null = known.current ?? null
    const leave = socket.subscribe(channel, {
      subscribed(heard, asked = null) {
        setStands(true)
        const from = last ?? asked
        if (heard !== null && from !== null && heard > from)
          handler.current({ type: 'reconnected', id: '', seq: heard, missed: true })
        last = heard ?? last
      },
      message(message) {
        const missed = last !== null && message.seq > last + 1
        last = Math.max(last ?? 0, message.seq)
        handler.current({ ...message, missed })
      },
    })
    return () => {
      leave()
      setStands(false)
    }
  }, [socket, channel])
  useEffect(() => {
    if (!connected) setStands(false)
  }, [connected])

  return { connected: connected && (stands || !channel) }
}

/** Who else is on a presence channel now: `{ id, name }` without oneself. */
export function usePresence(channel: string | null): Person[] {
  const { socket } = useContext(LiveContext)
  const [people, setPeople] = useState<Person[]>([])
  useEffect(() => {
    if (!socket || !channel) return
    const leave = socket.subscribe(channel, { people: setPeople })
    return () => {
      leave()
      setPeople([])
    }
  }, [socket, channel])
  return people
}
