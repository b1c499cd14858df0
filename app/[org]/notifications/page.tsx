import type { Metadata } from 'next'
import { NoticeList } from '@/components/notifications/notice-list'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { Tabs } from '@/components/ui/tabs'
import { memberOf } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { memberChannel } from '@/lib/notifications/channels'
import { noticePage } from '@/lib/notifications/messages'
import { listNotifications } from '@/lib/notifications/queries'
import { noticeLine } from '@/lib/notifications/show'

export const metadata: Metadata = { title: noticePage.title }

export default async function NotificationsPage({ params, searchParams }: PageProps<'/[org]/notifications'>) {
  const { org } = await params
  const { filter, cursor } = await searchParams
  const unread = filter === 'unread'
  const ctx = await tenant(org)
  const page = await show(
    listNotifications(ctx, { unread, limit: 30, cursor: typeof cursor === 'string' ? cursor : undefined }),
  )
  const here = `/${org}/notifications`

  return (
    <>
      <PageHeader
        title={noticePage.title}
        description={noticePage.description}
        tabs={
          <Tabs
            tabs={[
              { href: here, label: noticePage.all, exact: true },
              { href: `${here}?filter=unread`, label: noticePage.unreadOnly },
            ]}
          />
        }
      />
      {page.items.length === 0 ? (
        <EmptyState title={noticePage.none} description={noticePage.noneText} />
      ) : (
        <NoticeList
          org={org}
          channel={memberChannel(ctx.organization.id, memberOf(ctx))}
          notices={page.items.map((notice) => noticeLine(org, notice))}
        />
      )}
      <LoadMore
        shown={page.items.length}
        hasMore={page.nextCursor !== null}
        href={`${here}?${new URLSearchParams({ ...(unread && { filter: 'unread' }), cursor: page.nextCursor ?? '' })}`}
      />
    </>
  )
}
