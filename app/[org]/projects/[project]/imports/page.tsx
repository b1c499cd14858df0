import { FileSpreadsheet } from 'lucide-react'
import type { Metadata } from 'next'
import { ImportTable } from '@/components/imports/import-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/pagination'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/imports/messages'
import { listImports } from '@/lib/imports/queries'

export const metadata: Metadata = { title: messages.heading }

type Props = { params: Promise<{ org: string; project: string }>; searchParams: Promise<{ cursor?: string }> }

export default async function ImportsPage({ params, searchParams }: Props) {
  const { org, project } = await params
  const ctx = await tenant(org)
  const { cursor } = await searchParams
  const { items, nextCursor } = await show(listImports(ctx, { project, cursor: cursor || undefined, limit: 25 }), {
    type: 'project',
    id: project,
  })
  const base = `/${org}/projects/${project}/imports`
  const start = (
    <ButtonLink variant="primary" href={`${base}/new`}>
      {messages.new}
    </ButtonLink>
  )
  return (
    <Card title={messages.heading} flush actions={items.length > 0 && start}>
      {items.length > 0 ? (
        <>
          <ImportTable base={base} rows={items} locale={ctx.organization.locale} timeZone={ctx.organization.timeZone} />
          <LoadMore shown={items.length} hasMore={nextCursor !== null} href={`${base}?cursor=${nextCursor}`} />
        </>
      ) : (
        <EmptyState
          icon={<FileSpreadsheet />}
          title={messages.emptyTitle}
          description={messages.empty}
          action={start}
        />
      )}
    </Card>
  )
}
