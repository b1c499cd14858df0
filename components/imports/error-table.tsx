import { Table } from '@/components/ui/table'
import { messages } from '@/lib/imports/messages'

export type LineError = { line: number; column: string; message: string }

/** What is wrong with a file, by line as an editor or a sheet counts them. */
export function ErrorTable({ errors }: { errors: readonly LineError[] }) {
  const words = messages.errors
  return (
    <Table
      caption={words.caption}
      rows={errors}
      rowKey={({ line, column, message }) => `${line} ${column} ${message}`}
      columns={[
        { id: 'line', header: words.line, width: '6rem', cell: ({ line }) => `${words.line} ${line}` },
        { id: 'column', header: words.column, width: '12rem', cell: ({ column }) => column || words.wholeRow },
        { id: 'message', header: words.message, wrap: true, cell: ({ message }) => message },
      ]}
    />
  )
}
