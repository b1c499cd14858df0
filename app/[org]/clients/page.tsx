import { Building2, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { ClientTable } from '@/components/clients/client-table'
import { ExportMenu } from '@/components/exports/export-menu'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Toolbar } from '@/components/ui/toolbar'
import { messages } from '@/lib/clients/messages'
import { listClients } from '@/lib/clients/queries'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ q?: string }> }

export const metadata: Metadata = { title: messages.title }

export default async function ClientsPage({ params, searchParams }: Props) {
  const { org } = await params
  const q = [(await searchParams).q].flat()[0]?.trim().slice(0, 100) || undefined
  const ctx = await tenant(org)
  const page = await show(listClients(ctx, { q }))
  const here = `/${org}/clients`
  const create = can(ctx, 'crm.clients.create') && (
    <ButtonLink href={`${here}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {messages.new}
    </ButtonLink>
  )

  return (
    <>
      <PageHeader
        title={messages.title}
        actions={
          <>
            <ExportMenu org={org} list="clients" filters={{ q }} />
            {create}
          </>
        }
      />
      <Toolbar>
        <ListSearch label={messages.search} path={here} value={q ?? ''} />
      </Toolbar>
      <Card flush>
        {page.items.length > 0 ? (
          <ClientTable org={org} page={page} path={`${org}/clients${q ? `?q=${encodeURIComponent(q)}` : ''}`} />
        ) : q ? (
          <EmptyState {...messages.nothing} action={<ButtonLink href={here}>{messages.clearSearch}</ButtonLink>} />
        ) : (
          <EmptyState
            icon={<Building2 />}
            title={messages.empty.title}
            description={create ? messages.empty.description : messages.empty.none}
            action={create}
          />
        )}
      </Card>
    </>
  )
}
