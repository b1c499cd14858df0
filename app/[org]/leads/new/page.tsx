import type { Metadata } from 'next'
import { colleagueChoices } from '@/app/[org]/projects/form-choices'
import { LeadForm } from '@/components/leads/lead-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { refuse, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/leads/messages'

export const metadata: Metadata = { title: messages.new }

export default async function NewLeadPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const ctx = await tenant(org)
  if (!can(ctx, 'crm.leads.create')) refuse(forbidden('crm.leads.create'))
  const colleagues = (await colleagueChoices(ctx))?.items ?? []
  const mine = colleagues.filter(({ value }) => value === ctx.actor.memberId)

  return (
    <>
      <PageHeader
        title={messages.new}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/leads` }, { label: messages.new }]} />
        }
      />
      <LeadForm
        org={org}
        currency={ctx.organization.currency}
        owners={[...mine, ...colleagues.filter((one) => !mine.includes(one))]}
      />
    </>
  )
}
