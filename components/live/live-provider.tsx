'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type PusherClient from 'pusher-js'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { RealtimeConfig } from '@/lib/notifications/schema'

type Live = { pusher: PusherClient | null; connected: boolean }

const LiveContext = createContext<Live>({ pusher: null, connected: false })

/** Connects the screen to the live service and gives it a cache. The socket is a hint; the database is the truth. */
export function LiveProvider({ config, children }: { config: RealtimeConfig; children: ReactNode }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 2, refetchOnWindowFocus: true } } }),
  )
  const [live, setLive] = useState<Live>({ pusher: null, connected: false })
  const { key, cluster, host, port, tls } = config

  useEffect(() => {
    let client: PusherClient | undefined
    let left = false
    // Loaded after the page stands: nothing on it waits for the socket.
    void import('pusher-js').then(({ default: Pusher }) => {
      if (left) return
      client = new Pusher(key, {
        cluster,
        ...(host && {
          // A stand-in listens on loopback; the page may have been opened under its other name.
          wsHost: host === '127.0.0.1' || host === 'localhost' ? window.location.hostname : host,
          wsPort: port ?? 80,
          wssPort: port ?? 443,
        }),
        forceTLS: tls || !host,
        enabledTransports: ['ws', 'wss'],
        channelAuthorization: { endpoint: '/api/realtime/auth', transport: 'ajax' },
        userAuthentication: { endpoint: '/api/realtime/user', transport: 'ajax' },
      })
      client.connection.bind('state_change', ({ current }: { current: string }) => {
        setLive({ pusher: client ?? null, connected: current === 'connected' })
        // Losing access ends the connection for good; the next one is asked again what it may hear.
        if (current === 'disconnected' && !left) setTimeout(() => left || client?.connect(), 1_000)
      })
      client.signin()
      setLive({ pusher: client, connected: false })
    })
    return () => {
      left = true
      client?.disconnect()
    }
  }, [key, cluster, host, port, tls])

  return (
    <LiveContext value={live}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </LiveContext>
  )
}

/** How many parts of the screen hear each channel; the last one to leave closes it. */
const listeners = new WeakMap<PusherClient, Map<string, number>>()

function join(pusher: PusherClient, channel: string) {
  const counts = listeners.get(pusher) ?? new Map<string, number>()
  listeners.set(pusher, counts)
  counts.set(channel, (counts.get(channel) ?? 0) + 1)
  return pusher.subscribe(channel)
}

function leave(pusher: PusherClient, channel: string) {
  const counts = listeners.get(pusher)
  const left = (counts?.get(channel) ?? 1) - 1
  counts?.set(channel, left)
  if (left === 0) pusher.unsubscribe(channel)
}

/** What arrives on a channel: what happened to which record; `missed` when messages may have been lost before it. */
export type LiveEvent = { type: string; id: string; seq: number; missed: boolean }

/**
 * Hears a channel. The handler is called for each event, and once with `missed` after a reconnect or a gap in the
 * numbers: refetch then.
 */
export function useChannel(channel: string | null, onEvent: (event: LiveEvent) => void): { connected: boolean } {
  const { pusher, connected } = useContext(LiveContext)
  const handler = useRef(onEvent)
  useEffect(() => {
    handler.current = onEvent
  })

  useEffect(() => {
    if (!pusher || !channel) return
    let last: number | null = null
    let subscribedBefore = false
    const subscription = join(pusher, channel)
    const hear = (message: Omit<LiveEvent, 'missed'>) => {
      const missed = last !== null && message.seq !== last + 1
      last = message.seq
      handler.current({ ...message, missed })
    }
    const subscribed = () => {
      if (subscribedBefore) handler.current({ type: 'reconnected', id: '', seq: 0, missed: true })
      subscribedBefore = true
      last = null
    }
    subscription.bind('event', hear)
    subscription.bind('pusher:subscription_succeeded', subscribed)
    return () => {
      subscription.unbind('event', hear)
      subscription.unbind('pusher:subscription_succeeded', subscribed)
      leave(pusher, channel)
    }
  }, [pusher, channel])

  return { connected }
}

/** Who else is on a presence channel now: `{ id, name }` without oneself. */
export function usePresence(channel: string | null): { id: string; name: string }[] {
  const { pusher } = useContext(LiveContext)
  const [people, setPeople] = useState<{ id: string; name: string }[]>([])

  useEffect(() => {
    if (!pusher || !channel) return
    const subscription = join(pusher, channel) as ReturnType<PusherClient['subscribe']> & {
      members?: { me?: { id: string }; each(visit: (member: { id: string; info: { name: string } }) => void): void }
    }
    const look = () => {
      const present: { id: string; name: string }[] = []
      subscription.members?.each((member) => {
        if (member.id !== subscription.members?.me?.id) present.push({ id: member.id, name: member.info.name })
      })
      setPeople(present)
    }
    const events = ['pusher:subscription_succeeded', 'pusher:member_added', 'pusher:member_removed']
    for (const event of events) subscription.bind(event, look)
    if (subscription.subscribed) look()
    return () => {
      for (const event of events) subscription.unbind(event, look)
      leave(pusher, channel)
    }
  }, [pusher, channel])

  return useMemo(() => people, [people])
}
