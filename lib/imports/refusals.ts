import { invalidField } from '@/lib/core/errors'

export const maxRows = 50_000

/** The file as a whole cannot be read. */
export const notCsv = (message: string) => invalidField('file', message, 'not_csv')

/** @throws 400 at `file` when there is nothing in it, or too much */
export function requireRows(count: number, nothing: string): void {
  if (count === 0) throw notCsv(nothing)
  if (count > maxRows)
    throw notCsv(`This file has more than ${maxRows.toLocaleString('en')} rows. Split it and import the parts.`)
}
