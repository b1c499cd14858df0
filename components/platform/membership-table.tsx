import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/platform/messages'
import type { PlatformMembership } from '@/lib/platform/queries'
import { OrganizationName } from './organization-name'
import { OrganizationStatus } from './organization-status'

type Props = { rows: readonly PlatformMembership[]; locale: string; timeZone: string }

/** Where somebody is a member; not what they are there. */
export function MembershipTable({ rows, locale, timeZone }: Props) {
  const words = messages.users
  if (rows.length === 0) return <EmptyState title={words.noOrganizations} />
  return (
    <Table
      caption={words.organizations}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/platform/organizations/${row.id}`}
      columns={[
        { id: 'name', header: messages.organizations.name, cell: (row) => <OrganizationName {...row} /> },
        {
          id: 'status',
          header: messages.statusColumn,
          cell: (row) => <OrganizationStatus status={row.organizationStatus} />,
        },
        {
          id: 'membership',
          header: words.membershipColumn,
          cell: (row) => (row.owner ? words.owner : words.membership[row.status]),
        },
        {
          id: 'since',
          header: words.since,
          cell: (row) => <RelativeTime value={row.since} locale={locale} timeZone={timeZone} />,
        },
      ]}
    />
  )
}
