import type { DateStyle, ExistingMode, ImportField, ImportSource, StatusChoice } from './schema'

/** What a person decided about a file. */
export type Choices = {
  source: ImportSource
  mapping: Record<string, ImportField>
  statuses: Record<string, StatusChoice>
  people: Record<string, string>
  dates: Record<string, DateStyle>
  existing: ExistingMode
}

type Kept = {
  source: string
  mapping: Record<string, string>
  statuses: Record<string, string>
  people: Record<string, string>
}

/** The choices as the row keeps them: behind a field stands how its column is read, `dueOn@DAY_FIRST`. */
export function toRow({ source, mapping, statuses, people, dates, existing }: Choices): Kept {
  const kept = Object.entries(mapping).map(([column, field]) => {
    const how = field === 'externalKey' ? existing : dates[column]
    return [column, how ? `${field}@${how}` : field]
  })
  return { source, mapping: Object.fromEntries(kept), statuses, people }
}

/** The choices that a row keeps. */
export function fromRow(row: Kept): Choices {
  const chosen: Choices = {
    source: row.source as ImportSource,
    mapping: {},
    statuses: row.statuses as Choices['statuses'],
    people: row.people,
    dates: {},
    existing: 'IMPORT',
  }
  for (const [column, kept] of Object.entries(row.mapping)) {
    const [field, how] = kept.split('@') as [ImportField, string | undefined]
    chosen.mapping[column] = field
    if (how && field === 'externalKey') chosen.existing = how as ExistingMode
    else if (how) chosen.dates[column] = how as DateStyle
  }
  return chosen
}
