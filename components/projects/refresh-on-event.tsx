'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useChannel } from '@/components/live/live-provider'

/** Renders the page anew when something of the given kinds happens on a channel, or may have been missed. */
export function RefreshOnEvent({ channel, kinds }: { channel: string; kinds: readonly string[] }) {
  const router = useRouter()
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useChannel(channel, ({ type, missed }) => {
    if (!missed && !kinds.some((kind) => type.startsWith(`${kind}.`))) return
    // several events of one change become one refresh
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => router.refresh(), 100)
  })
  return null
}
