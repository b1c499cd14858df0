'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/clients/messages'

export type ClientRow = {
  id: string
  name: string
  website: string | null
  owner: { id: string; name: string }
  projects: number
  contacts: number
}

const columns: readonly Column<ClientRow>[] = [
  { id: 'name', header: messages.table.name, cell: (client) => client.name },
  { id: 'contacts', header: messages.table.contacts, align: 'end', width: '6rem', cell: (client) => client.contacts },
  { id: 'projects', header: messages.table.projects, align: 'end', width: '6rem', cell: (client) => client.projects },
  { id: 'owner', header: messages.table.owner, cell: (client) => client.owner.name },
  {
    id: 'website',
    header: messages.table.website,
    wideOnly: true,
    cell: (client) => client.website?.replace(/^https?:\/\/(www\.)?/, '') ?? '–',
  },
]

/** Clients by name; continues by cursor. `path` is the same list over REST. */
export function ClientTable({
  org,
  page,
  path,
}: {
  org: string
  page: { items: ClientRow[]; nextCursor: string | null }
  path: string
}) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  return (
    <>
      <Table
        caption={messages.table.caption}
        columns={columns}
        rows={rows}
        rowKey={(client) => client.id}
        rowHref={(client) => `/${org}/clients/${client.id}`}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
