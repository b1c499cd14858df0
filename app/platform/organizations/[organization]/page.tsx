import type { Metadata } from 'next'
import { AccessCard } from '@/components/platform/access-card'
import { LogList } from '@/components/platform/log-list'
import { OrganizationActions } from '@/components/platform/organization-actions'
import { OrganizationFacts } from '@/components/platform/organization-facts'
import { OrganizationStatus } from '@/components/platform/organization-status'
import { Avatar } from '@/components/ui/avatar'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { showNamed } from '@/lib/core/tenant'
import { listPlatformGrants } from '@/lib/grants/queries'
import { platformLogoAddress } from '@/lib/organizations/policy'
import { idOr404, platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { getOrganization, listLog } from '@/lib/platform/queries'

export const metadata: Metadata = { title: messages.organizations.title }
const words = messages.organizations

export default async function OrganizationPage({ params }: PageProps<'/platform/organizations/[organization]'>) {
  const { sessionId, person } = await platformSession()
  const id = idOr404((await params).organization)
  const [organization, log, grants] = await showNamed(
    Promise.all([
      getOrganization(sessionId, id),
      listLog({ limit: 20, subject: id }),
      listPlatformGrants(sessionId, id),
    ]),
  )
  const { name, status } = organization
  const { locale, timeZone } = person
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex items-center gap-2">
            <Avatar name={name} shape="square" picture={platformLogoAddress(id, organization.logo)} />
            {name}
          </span>
        }
        status={<OrganizationStatus status={status} />}
        breadcrumbs={<Breadcrumbs items={[{ href: '/platform/organizations', label: words.title }, { label: name }]} />}
        actions={<OrganizationActions id={id} name={name} status={status} />}
      />
      <div className="flex flex-col gap-6">
        <OrganizationFacts organization={organization} locale={locale} timeZone={timeZone} />
        <AccessCard organization={organization} me={person.id} grants={grants} />
        <Card title={words.log} flush>
          {log.items.length === 0 ? (
            <EmptyState title={messages.log.empty} description={messages.log.emptyText} />
          ) : (
            <LogList entries={log.items} locale={locale} timeZone={timeZone} />
          )}
        </Card>
      </div>
    </>
  )
}
