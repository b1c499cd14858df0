import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, StatRow } from '@/components/ui/stat'
import { messages } from '@/lib/platform/messages'
import type { PlatformOrganization } from '@/lib/platform/queries'
import { sizeText } from './size-text'

type Props = { organization: PlatformOrganization; locale: string; timeZone: string }

/** How big an organization is, whose it is, and why it is closed if it is. */
export function OrganizationFacts({ organization, locale, timeZone }: Props) {
  const words = messages.organizations
  const { owner, suspendedAt, archivedAt, archivedBy, deletedOn, lastActivity } = organization
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const when = (instant: string | null) =>
    instant && new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant))
  return (
    <>
      <section aria-label={words.size}>
        <StatRow>
          <Stat label={words.members} value={number(organization.members)} />
          <Stat label={words.projects} value={number(organization.projects)} />
          <Stat label={words.tasks} value={number(organization.tasks)} />
          <Stat label={words.storage} value={sizeText(organization.storageBytes, locale)} />
          <Stat
            label={words.lastActivity}
            value={lastActivity ? <RelativeTime value={lastActivity} locale={locale} timeZone={timeZone} /> : '–'}
          />
        </StatRow>
      </section>
      <Card title={words.facts}>
        <DescriptionList
          items={[
            { label: words.address, value: `/${organization.slug}` },
            {
              label: words.owner,
              value: (
                <Link href={`/platform/users/${owner.userId}`} className="text-accent-text hover:underline">
                  {owner.name}, {owner.email}
                </Link>
              ),
            },
            { label: words.contact, value: organization.contactEmail },
            { label: words.plan, value: organization.plan },
            { label: words.created, value: when(organization.createdAt) },
            { label: words.suspended, value: when(suspendedAt) },
            { label: words.reason, value: organization.suspendedReason },
            {
              label: words.archived,
              value: archivedAt && archivedBy && `${when(archivedAt)}, ${words.by[archivedBy]}`,
            },
            { label: `${words.reason} `, value: organization.archivedReason },
            { label: words.deletedOn, value: when(deletedOn) },
          ]}
        />
      </Card>
    </>
  )
}
