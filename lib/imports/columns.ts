import type { Choices } from './choices'
import type { ImportField } from './schema'
import type { Table, TableRow } from './table'

/** Reads rows by field instead of by column. */
export type Fields = {
  columnsOf: (field: ImportField) => string[]
  /** All values of a field in a row, blank ones left out. */
  values: (row: TableRow, field: ImportField) => string[]
  /** The same to the letter, blanks included. */
  raw: (row: TableRow, field: ImportField) => string[]
  /** The first that is not blank, or nothing. */
  first: (row: TableRow, field: ImportField) => string
}

export function byField(table: Table, mapping: Choices['mapping']): Fields {
  const places = new Map<ImportField, number[]>()
  table.columns.forEach((column, at) => {
    const field = mapping[column]
    if (field) places.set(field, [...(places.get(field) ?? []), at])
  })
  const raw = (row: TableRow, field: ImportField) => (places.get(field) ?? []).flatMap((at) => row.cells[at] ?? [])
  const values = (row: TableRow, field: ImportField) => raw(row, field).filter((value) => value.trim() !== '')
  return {
    raw,
    values,
    first: (row, field) => values(row, field)[0] ?? '',
    columnsOf: (field) => (places.get(field) ?? []).map((at) => table.columns[at] ?? ''),
  }
}
