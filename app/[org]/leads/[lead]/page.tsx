import type { Metadata } from 'next'
import { WhoSees } from '@/components/access/who-sees'
import { FollowUp } from '@/components/leads/follow-up'
import { LeadActions } from '@/components/leads/lead-actions'
import { LeadStagePill } from '@/components/leads/lead-stage-pill'
import { todayIn } from '@/components/shell/day-text'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/leads/messages'
import { readLead } from './read-lead'

type Props = { params: Promise<{ org: string; lead: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, lead } = await params
  return { title: (await readLead(org, lead)).lead.company }
}

export default async function LeadPage({ params }: Props) {
  const { org, lead: id } = await params
  const { ctx, lead } = await readLead(org, id)
  const { locale, timeZone } = ctx.organization
  const { fields } = messages
  const day = (at: Date) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(at)

  return (
    <>
      <PageHeader
        title={lead.company}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/leads` }, { label: lead.company }]} />
        }
        actions={
          <>
            <WhoSees org={org} type="lead" id={lead.id} seesPeople={can(ctx, 'organization.members.view')} />
            <LeadActions org={org} lead={lead} />
          </>
        }
      />
      <Card title={messages.details}>
        <DescriptionList
          items={[
            { label: fields.stage, value: <LeadStagePill stage={lead.stage} /> },
            { label: fields.reason, value: lead.lostReason },
            {
              label: fields.client,
              value: lead.client && (
                <Link href={`/${org}/clients/${lead.client.id}`} className="text-accent-text hover:underline">
                  {lead.client.name}
                </Link>
              ),
            },
            { label: fields.value, value: lead.value && formatMoney(lead.value, locale) },
            {
              label: fields.followUp,
              value: lead.followUpOn && <FollowUp day={lead.followUpOn} today={todayIn(timeZone)} locale={locale} />,
            },
            { label: fields.contactName, value: lead.contactName },
            {
              label: fields.email,
              value: lead.email && (
                <a href={`mailto:${lead.email}`} className="break-all text-accent-text hover:underline">
                  {lead.email}
                </a>
              ),
            },
            { label: fields.phone, value: lead.phone },
            {
              label: fields.website,
              value: lead.website && (
                <a
                  href={lead.website}
                  rel="noopener noreferrer nofollow"
                  target="_blank"
                  className="break-all text-accent-text hover:underline"
                >
                  {lead.website.replace(/^https?:\/\//, '')}
                </a>
              ),
            },
            { label: fields.source, value: lead.source },
            { label: fields.owner, value: lead.owner.name },
            { label: messages.since, value: day(lead.createdAt) },
            { label: fields.notes, value: lead.notes && <span className="whitespace-pre-wrap">{lead.notes}</span> },
          ]}
        />
      </Card>
    </>
  )
}
