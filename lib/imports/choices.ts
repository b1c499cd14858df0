import type { DateStyle, ExistingMode, ImportField, ImportSource, StatusChoice } from './schema'

/** What a person decided about a file. */
export type Choices = {
  source: ImportSource
  mapping: Record<string, ImportField>
  statuses: Record<string, StatusChoice>
  people: Record<string, string>
  dates: Record<string, DateStyle>
  existing: ExistingMode
  /** Members who join the project with the import. */
  join: string[]
}

type Kept = {
  source: string
  mapping: Record<string, string>
  statuses: Record<string, string>
  people: Record<string, string>
  options: { dates?: Record<string, string>; existing?: string; join?: string[] }
}

/** The choices as the row keeps them. */
export const toRow = ({ source, mapping, statuses, people, ...options }: Choices): Kept => ({
  source,
  mapping,
  statuses,
  people,
  options: { dates: options.dates, existing: options.existing, join: options.join },
})

/** The choices that a row keeps. */
export const fromRow = ({ source, mapping, statuses, people, options }: Kept): Choices => ({
  source: source as ImportSource,
  mapping: mapping as Choices['mapping'],
  statuses: statuses as Choices['statuses'],
  people,
  dates: (options.dates ?? {}) as Choices['dates'],
  existing: (options.existing ?? 'IMPORT') as ExistingMode,
  join: options.join ?? [],
})
