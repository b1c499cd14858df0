import type { Metadata } from 'next'
import { NewProjectForm } from '@/components/projects/new-project-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { getClient } from '@/lib/clients/queries'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { refuse, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/projects/messages'
import { clientChoices, colleagueChoices, currencyChoices } from '../form-choices'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ client?: string }> }

export const metadata: Metadata = { title: messages.new }

export default async function NewProjectPage({ params, searchParams }: Props) {
  const { org } = await params
  const wanted = (await searchParams).client
  const ctx = await tenant(org)
  if (!can(ctx, 'projects.projects.create')) refuse(forbidden('projects.projects.create'))
  const [clients, colleagues, client] = await Promise.all([
    clientChoices(ctx),
    colleagueChoices(ctx),
    // a client that cannot be had is simply not chosen
    wanted ? getClient(ctx, { client: wanted }).catch(() => null) : null,
  ])
  const { currency, locale, requiredShareBp } = ctx.organization

  return (
    <>
      <PageHeader
        title={messages.new}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/projects` }, { label: messages.new }]} />
        }
      />
      <NewProjectForm
        org={org}
        clients={clients}
        client={client && { value: client.id, label: client.name }}
        mayAddClient={can(ctx, 'crm.clients.create')}
        colleagues={colleagues}
        currency={currency}
        currencies={currencyChoices(locale)}
        organizationShare={requiredShareBp / 100}
        locale={locale}
      />
    </>
  )
}
