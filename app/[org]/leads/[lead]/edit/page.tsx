import type { Metadata } from 'next'
import { colleagueChoices } from '@/app/[org]/projects/form-choices'
import { LeadForm } from '@/components/leads/lead-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/ui/page-header'
import { forbidden } from '@/lib/core/errors'
import { refuse } from '@/lib/core/tenant'
import { messages } from '@/lib/leads/messages'
import { readLead } from '../read-lead'

export const metadata: Metadata = { title: messages.edit }

export default async function EditLeadPage({ params }: { params: Promise<{ org: string; lead: string }> }) {
  const { org, lead: id } = await params
  const { ctx, lead } = await readLead(org, id)
  if (!lead.may.edit) refuse(forbidden('crm.leads.edit'), { type: 'lead', id: lead.id })
  const owners = (await colleagueChoices(ctx))?.items ?? []

  return (
    <>
      <PageHeader
        title={messages.editTitle(lead.company)}
        breadcrumbs={
          <Breadcrumbs
            items={[
              { label: messages.title, href: `/${org}/leads` },
              { label: lead.company, href: `/${org}/leads/${lead.id}` },
              { label: messages.edit },
            ]}
          />
        }
      />
      <LeadForm org={org} currency={ctx.organization.currency} owners={owners} lead={lead} />
    </>
  )
}
