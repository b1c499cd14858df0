import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { createdAt } from '../columns'

/** Addresses that bounced or complained; no further mail goes there until they register or verify anew. */
export const suppressedAddresses = pgTable(
  'suppressed_addresses',
  { email: text('email').notNull(), reason: text('reason').notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ name: 'suppressed_addresses_pkey', columns: [t.email] })],
)

/** Addresses that take no more invitations, as a keyed hash: whoever asked for it need not be known here. */
export const invitationStops = pgTable(
  'invitation_stops',
  { addressHash: text('address_hash').notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ name: 'invitation_stops_pkey', columns: [t.addressHash] })],
)
