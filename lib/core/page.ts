import { z } from 'zod'
import { invalidField } from './errors'

/** A part of a list: `nextCursor` is opaque and null at the end. */
export type Page<T> = { items: T[]; nextCursor: string | null }

export const pageInput = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
}

/** Encodes the sort values of the last row shown. */
export const encodeCursor = (values: (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** @throws 400 when the cursor was not made by `encodeCursor` with as many values */
export function decodeCursor(cursor: string | undefined, length: number): (string | number)[] | null {
  if (!cursor) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => ['string', 'number'].includes(typeof value))
    )
      return values as (string | number)[]
  } catch {
    // falls through to the same answer
  }
  throw invalidField('cursor', 'This cursor is not valid. Start again without one.')
}

/** Cuts a result fetched with `limit + 1` rows into a page. */
export const toPage = <R, T>(
  rows: R[],
  limit: number,
  sortValues: (row: R) => (string | number)[],
  show: (row: R) => T,
): Page<T> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(show), nextCursor: rows.length > limit && last ? encodeCursor(sortValues(last)) : null }
}
