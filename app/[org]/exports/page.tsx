import { FileDown } from 'lucide-react'
import type { Metadata } from 'next'
import { ExportTable } from '@/components/exports/export-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { memberOf } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/exports/messages'
import { listExports } from '@/lib/exports/queries'
import { memberChannel } from '@/lib/notifications/channels'

export const metadata: Metadata = { title: messages.title }

export default async function ExportsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const ctx = await tenant(org)
  const page = await show(listExports(ctx, {}))
  return (
    <>
      <PageHeader title={messages.title} description={messages.description} />
      <Card flush>
        {page.items.length > 0 ? (
          <ExportTable org={org} channel={memberChannel(ctx.organization.id, memberOf(ctx))} page={page} />
        ) : (
          <EmptyState icon={<FileDown />} title={messages.none} description={messages.noneText} />
        )}
      </Card>
    </>
  )
}
