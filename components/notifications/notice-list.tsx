'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useChannel } from '@/components/live/live-provider'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { toast } from '@/components/ui/toast-queue'
import { markRead } from '@/lib/notifications/actions'
import { noticePage } from '@/lib/notifications/messages'

export type NoticeLine = { id: string; title: string; why: string; href: string; at: string; unread: boolean }

/** One's notices; opening one marks it as read, also in one's other tabs. */
export function NoticeList({ org, channel, notices }: { org: string; channel: string; notices: NoticeLine[] }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  useChannel(channel, () => router.refresh())

  const read = (ids?: string[]) =>
    start(async () => {
      const answer = await markRead(org, { ids })
      if (!answer.ok) toast({ title: answer.error.message, tone: 'danger' })
      router.refresh()
    })

  return (
    <>
      {notices.some((notice) => notice.unread) && (
        <div className="mb-3 flex justify-end">
          <Button size="sm" pending={pending} onClick={() => read()}>
            {noticePage.readAll}
          </Button>
        </div>
      )}
      <ul className="divide-y rounded-lg border bg-surface">
        {notices.map(({ id, title, why, href, at, unread }) => (
          <li key={id} className="relative flex items-start gap-3 px-4 py-3 hover:bg-hover">
            <span
              aria-hidden
              className={`mt-1.5 size-2 shrink-0 rounded-full ${unread ? 'bg-accent' : 'border border-line-strong'}`}
            />
            <div className="min-w-0 flex-1">
              <Link
                href={href}
                onClick={() => unread && read([id])}
                className={`text-sm text-ink after:absolute after:inset-0 ${unread ? 'font-medium' : ''}`}
              >
                {unread && <span className="sr-only">{noticePage.unread}: </span>}
                {title}
              </Link>
              <p className="text-xs text-ink-faint">{why}</p>
            </div>
            <span className="shrink-0 text-xs text-ink-faint">
              <RelativeTime value={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
