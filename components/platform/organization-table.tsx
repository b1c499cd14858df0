import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/platform/messages'
import type { PlatformOrganization } from '@/lib/platform/queries'
import { OrganizationName } from './organization-name'
import { OrganizationStatus } from './organization-status'
import { sizeText } from './size-text'

type Props = { rows: readonly PlatformOrganization[]; locale: string; timeZone: string }

/** Organizations with how much there is of what. */
export function OrganizationTable({ rows, locale, timeZone }: Props) {
  const words = messages.organizations
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const count = (id: 'members' | 'projects' | 'tasks') => ({
    id,
    header: words[id],
    align: 'end' as const,
    cell: (row: PlatformOrganization) => number(row[id]),
  })
  return (
    <Table
      caption={words.title}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/platform/organizations/${row.id}`}
      columns={[
        {
          id: 'name',
          header: words.name,
          cell: (row) => <OrganizationName {...row} />,
        },
        { id: 'status', header: messages.statusColumn, cell: (row) => <OrganizationStatus status={row.status} /> },
        { id: 'owner', header: words.owner, wideOnly: true, cell: (row) => row.owner.email },
        count('members'),
        count('projects'),
        count('tasks'),
        { id: 'storage', header: words.storage, align: 'end', cell: (row) => sizeText(row.storageBytes, locale) },
        {
          id: 'activity',
          header: words.lastActivity,
          cell: (row) =>
            row.lastActivity && <RelativeTime value={row.lastActivity} locale={locale} timeZone={timeZone} />,
        },
      ]}
    />
  )
}
