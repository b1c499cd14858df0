'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect } from 'react'
import { useChannel } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { noticePage } from '@/lib/notifications/messages'
import { markAll, type NoticeLine } from './notice-calls'
import { NoticeItem } from './notice-item'

/** One's notices; what is marked here is marked in one's other tabs too. */
export function NoticeList({ org, channel, notices }: { org: string; channel: string; notices: NoticeLine[] }) {
  const router = useRouter()
  const refresh = useCallback(() => router.refresh(), [router])
  const { connected } = useChannel(channel, refresh)
  // What happened between the server's answer and the socket is not announced again.
  useEffect(() => {
    if (connected) refresh()
  }, [connected, refresh])
  return (
    <>
      {notices.some((notice) => notice.unread) && (
        <div className="mb-3 flex justify-end">
          <Button size="sm" onClick={() => void markAll(org, refresh)}>
            {noticePage.readAll}
          </Button>
        </div>
      )}
      <ul className="divide-y rounded-lg border bg-surface">
        {notices.map((notice) => (
          <NoticeItem key={notice.id} org={org} notice={notice} changed={refresh} />
        ))}
      </ul>
    </>
  )
}
