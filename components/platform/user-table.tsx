import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/platform/messages'
import type { PlatformUser } from '@/lib/platform/queries'
import { UserStatus } from './user-status'

type Props = { caption: string; rows: readonly PlatformUser[]; locale: string; timeZone: string }

/** Logins, how they stand and when they were used. */
export function UserTable({ caption, rows, locale, timeZone }: Props) {
  const words = messages.users
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/platform/users/${row.id}`}
      columns={[
        { id: 'name', header: words.name, cell: (row) => row.name },
        { id: 'email', header: words.email, cell: (row) => row.email },
        { id: 'status', header: words.status, wrap: true, cell: (row) => <UserStatus {...row} /> },
        { id: 'sessions', header: words.sessions, align: 'end', cell: (row) => row.sessions },
        {
          id: 'lastUse',
          header: words.lastUse,
          cell: (row) =>
            row.lastUse ? <RelativeTime value={row.lastUse} locale={locale} timeZone={timeZone} /> : words.never,
        },
      ]}
    />
  )
}
