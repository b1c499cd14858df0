import { Card } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/imports/messages'
import type { DryRun } from '@/lib/imports/queries'

type Chosen = Record<string, string>
type Props = { result: DryRun; chosen: Chosen; onChange: (chosen: Chosen, join: string[]) => void }

const words = messages.found.people

/** Who each person in the file is here. */
export function PeopleFound({ result: { found, assignable, mayAssign, mayStaff }, chosen, onChange }: Props) {
  if (found.people.length === 0) return null
  const options = assignable.map(({ id, name }) => ({ value: id, label: name, disabled: !mayAssign }))
  const outsiders = new Set(found.people.flatMap(({ elsewhere }) => elsewhere?.id ?? []))
  const joinable = (elsewhere: (typeof found.people)[number]['elsewhere']) =>
    elsewhere && mayStaff && mayAssign ? [{ value: elsewhere.id, label: words.join(elsewhere.name) }] : []
  const choose = (next: Chosen) => onChange(next, [...new Set(Object.values(next).filter((id) => outsiders.has(id)))])
  return (
    <Card title={words.heading} description={mayAssign ? words.about : words.mayNot} flush className="mt-4">
      <Table
        caption={words.caption}
        rows={found.people}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', header: words.name, cell: ({ name }) => name },
          { id: 'rows', header: words.rows, align: 'end', width: '5rem', cell: ({ rows }) => rows },
          {
            id: 'becomes',
            header: words.becomes,
            width: '18rem',
            cell: ({ name, memberId, elsewhere }) => (
              <>
                <Select
                  aria-label={words.becomesOf(name)}
                  value={chosen[name] ?? (elsewhere ? '' : (memberId ?? ''))}
                  placeholder={words.nobody}
                  options={[...joinable(elsewhere), ...options]}
                  onChange={(event) => choose({ ...chosen, [name]: event.currentTarget.value })}
                />
                {elsewhere && chosen[name] !== elsewhere.id && (
                  <p className="mt-1 text-xs text-ink-muted whitespace-normal">
                    {words.elsewhere(elsewhere.name, mayStaff)}
                  </p>
                )}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}
