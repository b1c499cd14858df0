import type { Metadata } from 'next'
import { StatusFilter } from '@/components/platform/status-filter'
import { UserTable } from '@/components/platform/user-table'
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
import { listUsers } from '@/lib/platform/queries'
import { listUsersInput, userStatuses } from '@/lib/platform/schema'

export const metadata: Metadata = { title: messages.users.title }
const words = messages.users
const here = '/platform/users'

export default async function UsersPage({ searchParams }: PageProps<'/platform/users'>) {
  const { person } = await platformSession()
  const asked = listUsersInput.catch({ limit: 50 }).parse({ ...(await searchParams) })
  const { items, nextCursor } = await show(listUsers(asked))
  const { q = '', status } = asked
  const more = new URLSearchParams({ ...(q && { q }), ...(status && { status }), cursor: nextCursor ?? '' })

  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      <Toolbar>
        <ListSearch label={words.search} path={here} value={q} keep={{ status }} />
        <StatusFilter
          label={words.statusFilter}
          placeholder={words.anyStatus}
          path={here}
          name="status"
          value={status ?? ''}
          keep={{ q }}
          options={userStatuses.map((value) => ({ value, label: words.statuses[value] }))}
        />
      </Toolbar>
      <Card flush>
        {items.length === 0 ? (
          <EmptyState
            title={words.none}
            description={words.noneText}
            action={<ButtonLink href={here}>{messages.organizations.clear}</ButtonLink>}
          />
        ) : (
          <UserTable caption={words.title} rows={items} locale={person.locale} timeZone={person.timeZone} />
        )}
        <LoadMore shown={items.length} hasMore={nextCursor !== null} href={`${here}?${more}`} />
      </Card>
    </>
  )
}
