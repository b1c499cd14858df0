import type { ImportSource } from './schema'

export const encodings = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252'] as const
export type Encoding = (typeof encodings)[number]

/**
 * The one form that every file takes before its rows are read. A cell is a list: columns that a file repeats are one
 * column here, and its values stay apart. `line` counts from 1 with the heading, as a person would in a sheet.
 */
export type Table = {
  columns: string[]
  /** Columns whose values are lists already, so that nobody splits them at commas again. */
  lists: string[]
  rows: TableRow[]
}
export type TableRow = {
  line: number
  cells: string[][]
  /** Why the row as a whole cannot be read. */
  problem?: string
}

/** A file taken apart: what wrote it, how, and what is in it. */
export type ImportFile = Table & {
  encoding: Encoding
  /** Empty for JSON. */
  delimiter: string
  source: ImportSource
  /** What else the file may be read as. */
  readableAs: ImportSource[]
}

/** Brings repeated headings together. Cells are kept to the letter; the empty ones of a repeated column are left out. */
export function mergeColumns(headings: string[], records: { line: number; cells: string[] }[]): Table {
  const titles = headings.map((heading, index) => heading.trim() || `Column ${index + 1}`)
  const columns = [...new Set(titles)]
  const places = columns.map((column) => titles.flatMap((title, index) => (title === column ? [index] : [])))
  const lists = columns.filter((_, at) => (places[at]?.length ?? 0) > 1)
  const rows = records.map(({ line, cells }): TableRow => {
    const merged = places.map((indices) => {
      if (indices.length === 1) return [cells[indices[0] as number] ?? '']
      return indices.map((index) => cells[index] ?? '').filter((value) => value !== '')
    })
    return cells.length === titles.length
      ? { line, cells: merged }
      : {
          line,
          cells: merged,
          problem: `This row has ${cells.length} columns, the heading has ${titles.length}.`,
        }
  })
  return { columns, lists, rows }
}

/** Reads one column of a row; a column that is not there is empty. */
export const reader = (table: Table) => {
  const places = new Map(table.columns.map((column, at) => [column, at]))
  return (row: TableRow, column: string): string[] => row.cells[places.get(column) ?? -1] ?? []
}

/** The table with one more column, worked out from the others. One that is there already is replaced. */
export function withColumn(table: Table, column: string, value: (row: TableRow) => string[], list = false): Table {
  const at = table.columns.indexOf(column)
  return {
    columns: at < 0 ? [...table.columns, column] : table.columns,
    lists: list ? [...table.lists.filter((name) => name !== column), column] : table.lists,
    rows: table.rows.map((row) => ({
      ...row,
      cells: at < 0 ? [...row.cells, value(row)] : row.cells.with(at, value(row)),
    })),
  }
}
