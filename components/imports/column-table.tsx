import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/imports/messages'
import type { Import } from '@/lib/imports/queries'
import type { ImportField } from '@/lib/imports/schema'

type Mapping = Record<string, ImportField>
type Props = { subject: Import; mapping: Mapping; onChange: (mapping: Mapping) => void }

const words = messages.mapping
const fieldOptions = Object.entries(messages.fields).map(([value, label]) => ({ value, label }))

/** Which column becomes what. */
export function ColumnTable({ subject, mapping, onChange }: Props) {
  const columns = subject.columns.map((column, at) => ({
    column,
    at,
    values: subject.sample.map((row) => row[at] ?? '').filter((value) => value.trim() !== ''),
  }))
  return (
    <Table
      caption={words.caption}
      rows={columns}
      rowKey={({ at }) => String(at)}
      columns={[
        { id: 'column', header: words.column, cell: ({ column }) => column },
        {
          id: 'becomes',
          header: words.becomes,
          width: '14rem',
          cell: ({ column }) => (
            <Select
              aria-label={words.becomesOf(column)}
              value={mapping[column] ?? ''}
              placeholder={words.leaveOut}
              options={fieldOptions}
              onChange={(event) => onChange(mapped(mapping, column, event.currentTarget.value))}
            />
          ),
        },
        {
          id: 'sample',
          header: words.sample,
          wrap: true,
          cell: ({ values }) => (
            <span className="line-clamp-2 max-w-xl text-xs break-words">{values.slice(0, 3).join(' · ')}</span>
          ),
        },
      ]}
    />
  )
}

function mapped(mapping: Mapping, column: string, field: string): Mapping {
  const { [column]: _, ...others } = mapping
  return field ? { ...others, [column]: field as ImportField } : others
}
