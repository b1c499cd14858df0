import type { Metadata } from 'next'
import { OrganizationTable } from '@/components/platform/organization-table'
import { StatusFilter } from '@/components/platform/status-filter'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { Toolbar } from '@/components/ui/toolbar'
import { show } from '@/lib/core/tenant'
import { platformSession } from '@/lib/platform/access'
import { messages } from '@/lib/platform/messages'
import { listOrganizations } from '@/lib/platform/queries'
import { listOrganizationsInput, organizationStatuses } from '@/lib/platform/schema'

export const metadata: Metadata = { title: messages.organizations.title }
const words = messages.organizations
const here = '/platform/organizations'

export default async function OrganizationsPage({ searchParams }: PageProps<'/platform/organizations'>) {
  const { sessionId, person } = await platformSession()
  const asked = listOrganizationsInput.catch({ limit: 50 }).parse({ ...(await searchParams) })
  const { items, nextCursor } = await show(listOrganizations(sessionId, asked))
  const { q = '', status } = asked
  const more = new URLSearchParams({ ...(q && { q }), ...(status && { status }), cursor: nextCursor ?? '' })

  return (
    <>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <ButtonLink variant="primary" href={`${here}/new`}>
            {words.create}
          </ButtonLink>
        }
      />
      <Toolbar>
        <ListSearch label={words.search} path={here} value={q} keep={{ status }} />
        <StatusFilter
          label={words.statusFilter}
          placeholder={words.anyStatus}
          path={here}
          name="status"
          value={status ?? ''}
          keep={{ q }}
          options={organizationStatuses.map((value) => ({ value, label: messages.status[value] ?? value }))}
        />
      </Toolbar>
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            title={words.none}
            description={words.noneText}
            action={<ButtonLink href={here}>{words.clear}</ButtonLink>}
          />
        ) : (
          <OrganizationTable rows={items} locale={person.locale} timeZone={person.timeZone} />
        )}
        <LoadMore shown={items.length} hasMore={nextCursor !== null} href={`${here}?${more}`} />
      </Card>
    </>
  )
}
