import { TriangleAlert } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/imports/messages'
import { startsWork, statusPreset } from '@/lib/imports/policy'
import type { DryRun } from '@/lib/imports/queries'
import type { StatusChoice } from '@/lib/imports/schema'

type Chosen = Record<string, StatusChoice>
type Props = { result: DryRun; chosen: Chosen; onChange: (chosen: Chosen) => void }

const words = messages.found.statuses

/** What each word for a status in the file becomes. */
export function StatusWords({ result: { found, unlocked }, chosen, onChange }: Props) {
  if (found.statuses.length === 0) return null
  const options = Object.entries(messages.found.choices).map(([value, label]) => ({
    value,
    label,
    disabled: !unlocked && startsWork(value as StatusChoice),
  }))
  return (
    <Card title={words.heading} description={unlocked ? undefined : words.locked} flush className="mt-4">
      <Table
        caption={words.caption}
        rows={found.statuses}
        rowKey={({ word }) => word}
        columns={[
          { id: 'word', header: words.word, cell: ({ word }) => word },
          { id: 'rows', header: words.rows, align: 'end', width: '5rem', cell: ({ rows }) => rows },
          {
            id: 'becomes',
            header: words.becomes,
            width: '14rem',
            cell: ({ word, meant }) => (
              <Select
                aria-label={words.becomesOf(word)}
                value={chosen[word] ?? statusPreset(meant, unlocked) ?? 'TODO'}
                options={options}
                onChange={(event) => onChange({ ...chosen, [word]: event.currentTarget.value as StatusChoice })}
              />
            ),
          },
          {
            id: 'note',
            header: words.note,
            hideHeader: true,
            wrap: true,
            cell: ({ word, meant }) =>
              meant === null &&
              !chosen[word] && (
                <span className="inline-flex items-center gap-1 text-xs text-warning-text">
                  <TriangleAlert aria-hidden className="size-3.5 shrink-0" /> {words.unknown}
                </span>
              ),
          },
        ]}
      />
    </Card>
  )
}
