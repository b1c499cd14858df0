'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Bell } from '@/components/shell/bell'
import { useChannel } from './live-provider'

/** The bell with its live count: it asks again whenever something happens on the member's own channel. */
export function LiveBell({ org, channel, unread }: { org: string; channel: string; unread: number }) {
  const [count, setCount] = useState(unread)
  const router = useRouter()
  useEffect(() => setCount(unread), [unread])

  useChannel(channel, async ({ type }) => {
    const response = await fetch(`/api/v1/organizations/${org}/notifications/unread`).catch(() => null)
    if (response?.ok) setCount(((await response.json()) as { unread: number }).unread)
    if (type !== 'notification.read') router.refresh()
  })
  return <Bell href={`/${org}/notifications`} unread={count} />
}
