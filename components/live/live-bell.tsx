'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import { Bell } from '@/components/shell/bell'
import { onDemand, useOpener } from '@/components/ui/use-opener'
import { useChannel } from './live-provider'

const parts = onDemand(() => import('@/components/notifications/bell-panel'))

/** A plain click opens the panel; with a key held, or by another button, the link is a link. */
const isPlain = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey

type Props = { org: string; channel: string; maybeUnread: boolean }

/**
 * The bell with its live count. The page knows only whether anything may be unread, some of it perhaps of records that
 * the reader no longer sees; the number is asked for once the page stands, and whenever something happens.
 */
export function LiveBell({ org, channel, maybeUnread }: Props) {
  const [count, setCount] = useState<number | null>(maybeUnread ? null : 0)
  const router = useRouter()
  const queries = useQueryClient()
  const asked = useRef(0)

  const ask = useCallback(async () => {
    const turn = ++asked.current
    const response = await fetch(`/api/v1/organizations/${org}/notifications/unread`).catch(() => null)
    if (!response?.ok) return
    const { unread } = (await response.json()) as { unread: number }
    if (turn === asked.current) setCount(unread)
  }, [org])
  useEffect(() => {
    if (maybeUnread) void ask()
    else setCount(0)
  }, [maybeUnread, ask])

  const { connected } = useChannel(channel, ({ type }) => {
    void ask()
    void queries.invalidateQueries({ queryKey: ['notifications', org] })
    if (type !== 'notification.read') router.refresh()
  })
  // What happened between the server's answer and the socket is not announced again.
  useEffect(() => {
    if (connected) void ask()
  }, [connected, ask])

  const [open, setOpen] = useState(false)
  const { button, anchor, loaded } = useOpener({
    parts,
    kind: 'dialog',
    open,
    trigger: (
      <Bell
        href={`/${org}/notifications`}
        unread={count}
        onClick={(event) => {
          if (!isPlain(event)) return
          event.preventDefault()
          setOpen(!open)
        }}
      />
    ),
  })
  return (
    <>
      {button}
      {loaded && <loaded.BellPanel org={org} anchor={anchor} open={open} onOpenChange={setOpen} />}
    </>
  )
}
