'use client'

import { usePages } from '@/components/shell/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { Table } from '@/components/ui/table'
import type { Page } from '@/lib/core/page'
import { messages as people } from '@/lib/members/messages'
import type { Member } from '@/lib/members/queries'
import { messages } from '@/lib/roles/messages'

/** Who holds a role; continues by cursor. `path` is the same list over REST. */
export function RoleHolders({ page, path }: { page: Page<Member>; path: string }) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  if (rows.length === 0) return <p className="p-4 text-sm text-ink-muted">{messages.nobody}</p>
  return (
    <>
      <Table
        caption={messages.holdersTitle}
        rows={rows}
        rowKey={(member) => member.id}
        columns={[
          {
            id: 'name',
            header: people.name,
            cell: (member) => (
              <span className="flex items-center gap-2">
                <Avatar name={member.name} size="sm" />
                <span className="truncate">{member.name}</span>
              </span>
            ),
          },
          { id: 'email', header: people.email, cell: (member) => member.email },
          { id: 'status', header: people.status, cell: (member) => people.statuses[member.status] },
        ]}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
