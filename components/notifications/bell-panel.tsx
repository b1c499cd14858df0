'use client'

import { Popover as Base } from '@base-ui/react/popover'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useCallback } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'
import { popupClass } from '@/components/ui/overlay-classes'
import { useOverlayHost } from '@/components/ui/overlay-host'
import { Skeleton } from '@/components/ui/skeleton'
import { kindWords, noticePage as words } from '@/lib/notifications/messages'
import type { Notice } from '@/lib/notifications/queries'
import { markAll, type NoticeLine } from './notice-calls'
import { NoticeItem } from './notice-item'

type Sent = Omit<Notice, 'createdAt' | 'readAt'> & { createdAt: string; readAt: string | null }
type Props = {
  org: string
  anchor: RefObject<HTMLElement | null>
  open: boolean
  onOpenChange: (open: boolean) => void
}

export const bellQuery = (org: string) => ['notifications', org, 'bell'] as const

const lineOf = (notice: Sent): NoticeLine => ({
  ...notice,
  label: notice.kind && kindWords[notice.kind].label,
  at: notice.createdAt,
  unread: notice.readAt === null,
})

async function newest(org: string, signal: AbortSignal): Promise<NoticeLine[]> {
  const ask = async (unread: boolean) => {
    const response = await fetch(`/api/v1/organizations/${org}/notifications?limit=8${unread ? '&unread=true' : ''}`, {
      signal,
    })
    if (!response.ok) throw new Error(`The server answered ${response.status}`)
    return ((await response.json()) as { items: Sent[] }).items
  }
  // What is unread comes first, however old; then the newest of the rest.
  const [unread, all] = await Promise.all([ask(true), ask(false)])
  return [...unread, ...all.filter(({ readAt }) => readAt !== null)].slice(0, 8).map(lineOf)
}

/** The newest notices at the bell, what is unread first. */
export function BellPanel({ org, anchor, open, onOpenChange }: Props) {
  const host = useOverlayHost()
  const queries = useQueryClient()
  const { data, isError, refetch } = useQuery({
    queryKey: bellQuery(org),
    queryFn: ({ signal }) => newest(org, signal),
    enabled: open,
    staleTime: 0,
  })
  const changed = useCallback(() => void queries.invalidateQueries({ queryKey: bellQuery(org) }), [queries, org])
  const close = () => onOpenChange(false)

  return (
    <Base.Root
      open={open}
      onOpenChange={(next, { event }) => {
        // The bell closes its panel by itself: a press on it must not close it first and open it again.
        const at = [event.target, (event as FocusEvent).relatedTarget]
        if (next || !at.some((target) => target instanceof Node && anchor.current?.contains(target))) onOpenChange(next)
      }}
    >
      <Base.Portal container={host}>
        <Base.Positioner anchor={anchor} align="end" sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup
            finalFocus={anchor}
            className={classNames(popupClass, 'w-[min(26rem,calc(100vw-1rem))] overflow-x-clip p-0')}
          >
            <div className="flex items-center justify-between gap-2 border-b px-4 py-2">
              <Base.Title className="text-sm font-semibold text-ink">{words.title}</Base.Title>
              {data?.some(({ unread }) => unread) && (
                <Button size="sm" variant="ghost" onClick={() => void markAll(org, changed)}>
                  {words.readAll}
                </Button>
              )}
            </div>
            {isError ? (
              <div className="flex items-center justify-between gap-2 p-4 text-sm text-ink-muted">
                {words.failed}
                <Button size="sm" onClick={() => void refetch()}>
                  {words.retry}
                </Button>
              </div>
            ) : !data ? (
              <div role="status" aria-label={words.loading} className="flex flex-col gap-3 p-4">
                <Skeleton className="h-10" />
                <Skeleton className="h-10" />
                <Skeleton className="h-10" />
              </div>
            ) : data.length === 0 ? (
              <p className="p-4 text-sm text-ink-muted">{words.noneText}</p>
            ) : (
              <ul className="divide-y">
                {data.map((notice) => (
                  <NoticeItem key={notice.id} org={org} notice={notice} changed={changed} onOpen={close} />
                ))}
              </ul>
            )}
            <div className="sticky bottom-0 flex justify-between gap-2 border-t bg-raised px-4 py-2 text-sm">
              <Link href={`/${org}/notifications`} onClick={close} className="text-accent-text hover:underline">
                {words.showAll}
              </Link>
              <Link
                href={`/${org}/notifications/settings`}
                onClick={close}
                className="text-accent-text hover:underline"
              >
                {words.settings}
              </Link>
            </div>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
