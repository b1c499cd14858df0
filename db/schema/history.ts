import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, organizationId } from '../columns'
import { organizationKey } from './keys'

/**
 * What the tables that decide who sees a project, a role or a member held, and from when until when. A trigger writes it,
 * nobody else; the views of the schema `as_of` read it, so that the queries of today answer for a past moment.
 */
export const rowHistory = pgTable(
  'row_history',
  {
    organizationId: organizationId(),
    id: id(),
    tableName: text('table_name').notNull(),
    /** The row's own key within the organization. */
    key: text('key').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Null: as it is now. */
    validTo: instant('valid_to'),
    row: jsonb('row').notNull(),
  },
  (t) => [
    primaryKey({ name: 'row_history_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('row_history_organization_fk', t.organizationId),
    uniqueIndex('row_history_now').on(t.organizationId, t.tableName, t.key).where(sql`valid_to is null`),
    index('row_history_then').on(t.organizationId, t.tableName, t.validFrom),
  ],
)
