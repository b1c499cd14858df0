import type { Metadata } from 'next'
import { NewClientForm } from '@/components/clients/new-client-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { messages } from '@/lib/clients/messages'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { refuse, tenant } from '@/lib/core/tenant'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ for?: string }> }

export const metadata: Metadata = { title: messages.new }

export default async function NewClientPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  if (!can(ctx, 'crm.clients.create')) refuse(forbidden('crm.clients.create'))
  const next = (await searchParams).for === 'project' ? `/${org}/projects/new` : undefined

  return (
    <>
      <PageHeader
        title={messages.new}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/clients` }, { label: messages.new }]} />
        }
      />
      <NewClientForm org={org} next={next} />
    </>
  )
}
