import type { Metadata } from 'next'
import { noticeAddress } from '@/components/notifications/notice-address'
import { NoticeFilters } from '@/components/notifications/notice-filters'
import { NoticeList } from '@/components/notifications/notice-list'
import { NoticeTabs } from '@/components/notifications/notice-tabs'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { memberOf } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { memberChannel } from '@/lib/notifications/channels'
import { noticesFor } from '@/lib/notifications/kinds'
import { kindWords, noticePage } from '@/lib/notifications/messages'
import { listNotifications, noticeProjects } from '@/lib/notifications/queries'
import { readView, toLine, viewInput } from '@/lib/notifications/view'

export const metadata: Metadata = { title: noticePage.title }

export default async function NotificationsPage({ params, searchParams }: PageProps<'/[org]/notifications'>) {
  const { org } = await params
  const view = readView(await searchParams)
  const ctx = await tenant(org)
  const [page, projects] = await show(
    Promise.all([listNotifications(ctx, { ...viewInput(view), limit: 30 }), noticeProjects(ctx, {})]),
  )
  const here = `/${org}/notifications`
  const narrowed = Boolean(view.filter || view.project || view.kind)

  return (
    <>
      <PageHeader
        title={noticePage.title}
        description={noticePage.description}
        actions={<ButtonLink href={`${here}/settings`}>{noticePage.settings}</ButtonLink>}
        tabs={<NoticeTabs here={here} view={view} />}
      />
      <NoticeFilters
        here={here}
        view={view}
        projects={projects.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))}
        kinds={noticesFor(ctx).map((kind) => ({ value: kind, label: kindWords[kind].label }))}
      />
      {page.items.length === 0 ? (
        <EmptyState
          title={narrowed ? noticePage.nothing : noticePage.none}
          description={narrowed ? noticePage.nothingText : noticePage.noneText}
          action={narrowed ? <ButtonLink href={here}>{noticePage.showAll}</ButtonLink> : undefined}
        />
      ) : (
        <NoticeList
          org={org}
          channel={memberChannel(ctx.organization.id, memberOf(ctx))}
          notices={page.items.map(toLine)}
        />
      )}
      <LoadMore
        shown={page.items.length}
        hasMore={page.nextCursor !== null}
        href={noticeAddress(here, { ...view, cursor: page.nextCursor ?? undefined })}
      />
    </>
  )
}
