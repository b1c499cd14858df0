import { Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import { BinTable } from '@/components/bin/bin-table'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { messages } from '@/lib/bin/messages'
import { listBin } from '@/lib/bin/queries'
import { show, tenant } from '@/lib/core/tenant'

export const metadata: Metadata = { title: messages.title }

export default async function BinPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const ctx = await tenant(org)
  const page = await show(listBin(ctx, {}))
  return (
    <>
      <PageHeader title={messages.title} description={messages.description} />
      <Card flush>
        {page.items.length > 0 ? (
          <BinTable org={org} page={page} />
        ) : (
          <EmptyState icon={<Trash2 />} title={messages.none} description={messages.noneText} />
        )}
      </Card>
    </>
  )
}
