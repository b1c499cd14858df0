import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/** How long what was deleted can be taken back. */
export const binDays = 30

/** In the bin, and not for too long. */
export const inBin = (deletedAt: AnyPgColumn): SQL =>
  sql`${deletedAt} > now() - make_interval(days => ${sql.raw(String(binDays))})`
