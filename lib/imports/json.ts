import { notCsv, requireRows } from './refusals'
import type { Table } from './table'

export type JsonObject = Record<string, unknown>
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const objectsIn = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : [])
/** A text or number of a JSON export as text; anything else is empty. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

export const looksLikeJson = (text: string) => /^\uFEFF?\s*(\[\s*[{\]]|\{\s*["}])/.test(text.slice(0, 1_000))

/** @throws 400 at `file` when it begins as JSON and is none */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw notCsv('This file begins like JSON, but cannot be read. Export it again and try that file.')
  }
}

/** Objects as rows, one value or list per column. Lines count the objects from 1. */
export function tableOf<T>(
  items: readonly T[],
  columns: Record<string, (item: T) => string | string[]>,
  nothing: string,
): Table {
  requireRows(items.length, nothing)
  const entries = Object.entries(columns)
  const lists = new Set<string>()
  const rows = items.map((item, index) => ({
    line: index + 1,
    cells: entries.map(([column, value]) => {
      const cell = value(item)
      if (!Array.isArray(cell)) return [cell]
      lists.add(column)
      return cell
    }),
  }))
  return { columns: entries.map(([column]) => column), lists: [...lists], rows }
}
