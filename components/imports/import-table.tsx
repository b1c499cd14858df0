import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/imports/messages'
import type { listImports } from '@/lib/imports/queries'
import type { ImportStatus } from '@/lib/imports/schema'

type Row = Awaited<ReturnType<typeof listImports>>['items'][number]
type Props = { base: string; rows: readonly Row[]; locale: string; timeZone: string }

const looks: Record<ImportStatus, { shape: StatusShape; tone: Tone }> = {
  UPLOADED: { shape: 'waiting', tone: 'neutral' },
  RUNNING: { shape: 'half', tone: 'info' },
  SUCCEEDED: { shape: 'done', tone: 'success' },
  FAILED: { shape: 'alert', tone: 'danger' },
  UNDONE: { shape: 'ended', tone: 'neutral' },
}

/** The imports of a project, newest first. */
export function ImportTable({ base, rows, locale, timeZone }: Props) {
  const words = messages.columns
  const count = (value: number) => new Intl.NumberFormat(locale).format(value)
  return (
    <Table
      caption={messages.caption}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/${row.id}`}
      columns={[
        { id: 'file', header: words.file, cell: (row) => row.fileName },
        {
          id: 'status',
          header: words.status,
          cell: (row) => (
            <StatusPill {...looks[row.status as ImportStatus]}>
              {messages.statuses[row.status as ImportStatus]}
            </StatusPill>
          ),
        },
        { id: 'rows', header: words.rows, align: 'end', cell: (row) => count(row.totalRows) },
        { id: 'imported', header: words.imported, align: 'end', cell: (row) => count(row.importedRows) },
        { id: 'failed', header: words.failed, align: 'end', cell: (row) => count(row.failedRows) },
        {
          id: 'at',
          header: words.at,
          cell: (row) => <RelativeTime value={row.createdAt} locale={locale} timeZone={timeZone} />,
        },
      ]}
    />
  )
}
