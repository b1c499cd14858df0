import type { Choices } from './choices'
import { byField } from './columns'
import { readDate } from './dates'
import { inOrder } from './order'
import { matchPerson, outsiderFor } from './people'
import { type ImportWorld, stylesOf } from './rows'
import type { DateStyle, ImportField, StatusChoice } from './schema'
import type { Table } from './table'
import { statusMeant } from './words'

/** So many different words or people are shown to choose for; a file with more has the wrong column. */
const shown = 200

function countOf(table: Table, values: (row: Table['rows'][number]) => string[]): { text: string; rows: number }[] {
  const counts = new Map<string, number>()
  for (const row of table.rows) for (const text of new Set(values(row))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, rows]) => ({ text, rows })).sort((a, b) => b.rows - a.rows)
}

export type Survey = {
  statuses: { word: string; rows: number; meant: StatusChoice | null }[]
  /** `elsewhere` is a colleague who is meant, and is not on the project. */
  people: { name: string; rows: number; memberId: string | null; elsewhere: { id: string; name: string } | null }[]
  /** Of several styles that fit, one was taken when it is not certain; `reads` is what the example becomes. */
  dates: { column: string; style: DateStyle; certain: boolean; example: string; reads: string | null }[]
  /** Keys of the file that tasks of the project have already. */
  existing: { rows: number; keys: string[] }
  parents: { linked: number; elsewhere: number }
}

/** What is in a file that somebody has to decide about: words for statuses, people, dates, keys and parents. */
export function survey(table: Table, choices: Choices, world: ImportWorld): Survey {
  const fields = byField(table, choices.mapping)
  const trimmed = (field: ImportField) => (row: Table['rows'][number]) =>
    fields.values(row, field).map((value) => value.trim().slice(0, 500))
  const has = (field: ImportField) => fields.columnsOf(field).length > 0
  const known = table.rows
    .map((row) => fields.first(row, 'externalKey').trim().slice(0, 100))
    .filter((key) => key && world.existing.has(key.toLowerCase()))
  const placed = has('parent') ? inOrder(table, choices.mapping) : []
  const elsewhere = placed.filter(({ parentLine, parentKey }) => parentLine === null && parentKey !== null)
  const found = elsewhere.filter(({ parentKey }) => world.existing.has(parentKey ?? ''))
  return {
    statuses: has('status')
      ? countOf(table, (row) => trimmed('status')(row).slice(0, 1))
          .slice(0, shown)
          .map(({ text, rows }) => ({ word: text, rows, meant: statusMeant(text) ?? null }))
      : [],
    people: has('assignee')
      ? countOf(table, trimmed('assignee'))
          .slice(0, shown)
          .map(({ text, rows }) => ({
            name: text,
            rows,
            memberId: matchPerson(text, world.assignees) ?? null,
            elsewhere: outsiderFor(text, world.outsiders) ?? null,
          }))
      : [],
    dates: Object.values(stylesOf(table, choices)).flatMap((style) =>
      style?.example ? [{ ...style, reads: readDate(style.example, style.style) ?? null }] : [],
    ),
    existing: { rows: known.length, keys: known.slice(0, 5) },
    parents: {
      linked: placed.filter(({ parentLine }) => parentLine !== null).length + found.length,
      elsewhere: elsewhere.length - found.length,
    },
  }
}
