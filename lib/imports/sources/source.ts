import type { ImportField } from '../schema'
import type { Table } from '../table'

/** A program whose CSV exports are known. */
export type CsvSource = {
  /** Whether this program wrote the file, by its headings. */
  recognizes: (has: (heading: string) => boolean) => boolean
  /** Its headings → fields, the best first: of several that fit, a field that takes one column gets the earlier. */
  fields: readonly (readonly [RegExp, ImportField])[]
  /** Its ways of writing, brought into the form that every row is read in. */
  refine: (table: Table) => Table
}

/** A program whose JSON exports are known. */
export type JsonSource = {
  fields: CsvSource['fields']
  /** @returns null when this program did not write the file @throws 400 at `file` when it did, and there is no task in it */
  read: (value: unknown) => Table | null
}
