import { TriangleAlert } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { messages } from '@/lib/imports/messages'
import type { DryRun } from '@/lib/imports/queries'
import type { DateStyle, ExistingMode } from '@/lib/imports/schema'
import { PeopleFound } from './people-found'
import { StatusWords } from './status-words'
import type { Choices } from './use-dry-run'

type Props = { result: DryRun; choices: Choices; locale: string; onChange: (change: Partial<Choices>) => void }

const { dates, existing, ...words } = messages.found
const styleOptions = Object.entries(dates.styles).map(([value, label]) => ({ value, label }))

/** What is in the file that somebody has to decide about, each with what was recognized. */
export function FoundInFile({ result, choices, locale, onChange }: Props) {
  const { found } = result
  const { linked, elsewhere } = found.parents
  return (
    <>
      <StatusWords result={result} chosen={choices.statuses} onChange={(statuses) => onChange({ statuses })} />
      <PeopleFound result={result} chosen={choices.people} onChange={(people, join) => onChange({ people, join })} />
      {found.dates.length > 0 && (
        <Card title={dates.heading} className="mt-4">
          <div className="grid gap-4 sm:grid-cols-2">
            {found.dates.map((date) => (
              <DateStyleChoice
                key={date.column}
                date={date}
                locale={locale}
                onChange={(style) => onChange({ dates: { ...choices.dates, [date.column]: style } })}
              />
            ))}
          </div>
        </Card>
      )}
      {found.existing.rows > 0 && (
        <Card title={existing.heading(found.existing.rows)} className="mt-4">
          <p className="mb-3 text-sm text-ink-muted">{existing.keys(found.existing.keys, found.existing.rows)}</p>
          <RadioGroup
            label={existing.label}
            name="existing"
            value={choices.existing}
            onValueChange={(value) => onChange({ existing: value as ExistingMode })}
            options={Object.entries(existing.modes).map(([value, label]) => ({ value, label }))}
          />
        </Card>
      )}
      {linked + elsewhere > 0 && (
        <div className="mt-4 flex flex-col gap-1 text-sm text-ink-muted">
          {linked > 0 && <p>{words.parents(linked)}</p>}
          {elsewhere > 0 && <p>{words.elsewhere(elsewhere)}</p>}
        </div>
      )}
    </>
  )
}

type DateProps = { date: DryRun['found']['dates'][number]; locale: string; onChange: (style: DateStyle) => void }

function DateStyleChoice({ date, locale, onChange }: DateProps) {
  const { column, style, certain, example, reads } = date
  const day = reads && new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(reads))
  return (
    <Field
      label={dates.style(column)}
      required
      hint={
        <>
          {day ? dates.reads(example, day) : dates.unreadable(example)}
          {!certain && (
            <span className="mt-1 flex items-center gap-1 text-warning-text">
              <TriangleAlert aria-hidden className="size-3.5 shrink-0" /> {dates.uncertain}
            </span>
          )}
        </>
      }
    >
      {(control) => (
        <Select
          {...control}
          value={style}
          options={styleOptions}
          onChange={(event) => onChange(event.currentTarget.value as DateStyle)}
        />
      )}
    </Field>
  )
}
