import { z } from 'zod'

/** Shapes that answers of the REST API share, as they stand in the JSON. They document; the queries decide. */

export const money = z
  .object({ amount: z.int(), currency: z.string().length(3) })
  .describe('Minor units (cents for EUR) of an ISO 4217 currency.')
export const named = z.object({ id: z.uuid(), name: z.string() })
export const timestamp = z.iso.datetime()
export const date = z.iso.date()
export const version = z.int().describe('Send it back with a change; a stale one answers 409.')

/** A part of a list; pass `nextCursor` as `cursor` until it is null. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** What every error looks like, as `application/problem+json`. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().describe('Stable, for programs: NOT_FOUND, PAYMENT_REQUIRED, STALE, …'),
  detail: z.string().describe('For people.'),
  message: z.string().describe('The same as `detail`.'),
  errors: z
    .array(z.object({ path: z.string(), code: z.string(), message: z.string() }))
    .optional()
    .describe('What is wrong, field by field.'),
  missing: z.string().optional().describe('The permission that is missing.'),
  current: z.unknown().optional().describe('The record as it stands now, with a stale edit.'),
  requestId: z.string(),
})

/** Bytes instead of JSON as an operation's answer. */
export class Download {
  constructor(
    readonly content: Uint8Array,
    readonly contentType: string,
    readonly name: string,
    readonly inline: boolean,
  ) {}
}
