import { sql } from 'drizzle-orm'
import { customType, integer, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Raw bytes, as a Uint8Array in the application. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** PostgreSQL's 64-bit transaction id; only ever compared inside the database. */
export const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

export const id = (name = 'id') => uuid(name).notNull().default(sql`uuidv7()`)

export const organizationId = () => uuid('organization_id').notNull()

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const createdAt = () => instant('created_at').notNull().defaultNow()

/** What people edit carries a version; a stale one is answered with 409 and never overwrites. */
export const version = () => integer('version').notNull().default(1)

export const deletedAt = () => instant('deleted_at')
