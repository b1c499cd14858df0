import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, organizationId } from '../columns'
import { memberKey, organizationKey } from './keys'

/** An uploaded or made file: its bytes in the row, or in the object storage when one is configured. */
export const files = pgTable(
  'files',
  {
    organizationId: organizationId(),
    id: id(),
    purpose: text('purpose').notNull(),
    name: text('name').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    /** The bytes, unless they lie in the object storage under `storage_key`. */
    content: bytea('content'),
    storageKey: text('storage_key'),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'files_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('files_organization_fk', t.organizationId),
    memberKey('files_created_by_fk', t.organizationId, t.createdById),
    index('files_by_creator').on(t.organizationId, t.createdById),
    check('files_purpose', sql`${t.purpose} in ('proof', 'import', 'attachment', 'export', 'logo')`),
    check(
      'files_size',
      sql`${t.size} between 1 and 104857600 and ${t.size} = coalesce(octet_length(${t.content}), ${t.size})`,
    ),
    check('files_place', sql`(${t.content} is null) <> (${t.storageKey} is null)`),
  ],
)
