'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useChannel } from '@/components/live/live-provider'
import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill } from '@/components/ui/status-pill'
import { type Column, Table } from '@/components/ui/table'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/exports/messages'
import type { Export } from '@/lib/exports/queries'

const looks = {
  RUNNING: ['half', 'accent'],
  SUCCEEDED: ['done', 'success'],
  FAILED: ['alert', 'danger'],
} as const

/** One's exports; a running one moves by itself. */
export function ExportTable({ org, channel, page }: { org: string; channel: string; page: Page<Export> }) {
  const router = useRouter()
  const { connected } = useChannel(channel, () => router.refresh())
  // What happened between the server's answer and the socket is not announced again.
  useEffect(() => {
    if (connected) router.refresh()
  }, [connected, router])
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, `${org}/exports`)
  const { columns: words } = messages
  const columns: readonly Column<Export>[] = [
    { id: 'list', header: words.list, cell: (row) => messages.lists[row.list] },
    { id: 'format', header: words.format, width: '6rem', cell: (row) => row.format.toUpperCase() },
    {
      id: 'state',
      header: words.state,
      width: '9rem',
      cell: (row) => (
        <StatusPill shape={looks[row.status][0]} tone={looks[row.status][1]}>
          {messages.states[row.status]}
        </StatusPill>
      ),
    },
    { id: 'rows', header: words.rows, align: 'end', width: '6rem', cell: (row) => row.doneRows },
    { id: 'at', header: words.at, width: '9rem', cell: (row) => <RelativeTime value={row.createdAt} /> },
    {
      id: 'file',
      header: messages.download,
      width: '8rem',
      align: 'end',
      cell: (row) =>
        row.status === 'SUCCEEDED' && (
          <a
            href={`/api/v1/organizations/${org}/exports/${row.id}/file`}
            className="font-medium text-accent-text hover:underline"
          >
            {messages.download}
          </a>
        ),
    },
  ]
  return (
    <>
      <Table caption={messages.caption} columns={columns} rows={rows} rowKey={(row) => row.id} />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
