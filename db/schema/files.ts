import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, organizationId } from '../columns'
import { memberKey, organizationKey } from './keys'

/** An uploaded file, kept in the database with what it belongs to, so that it commits, restores and disappears with it. */
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
    content: bytea('content').notNull(),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'files_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('files_organization_fk', t.organizationId),
    memberKey('files_created_by_fk', t.organizationId, t.createdById),
    index('files_by_creator').on(t.organizationId, t.createdById),
    check('files_purpose', sql`${t.purpose} in ('proof', 'import')`),
    check('files_size', sql`${t.size} between 1 and 33554432 and ${t.size} = octet_length(${t.content})`),
  ],
)
