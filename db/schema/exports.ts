import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organizationId, version } from '../columns'
import { files } from './files'
import { memberKey } from './keys'

/** A list on its way into a file, with what its asker could see. Its progress is a row, so that a restart loses nothing. */
export const exports = pgTable(
  'exports',
  {
    organizationId: organizationId(),
    id: id(),
    /** Which list: `tasks`, `projects`, … */
    list: text('list').notNull(),
    format: text('format').notNull(),
    filters: jsonb('filters').$type<Record<string, string>>().notNull().default({}),
    status: text('status').notNull().default('RUNNING'),
    doneRows: integer('done_rows').notNull().default(0),
    totalRows: integer('total_rows').notNull().default(0),
    fileId: uuid('file_id'),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    finishedAt: instant('finished_at'),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'exports_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'exports_file_fk',
      columns: [t.organizationId, t.fileId],
      foreignColumns: [files.organizationId, files.id],
    }),
    memberKey('exports_created_by_fk', t.organizationId, t.createdById),
    index('exports_by_creator').on(t.organizationId, t.createdById, t.createdAt.desc()),
    check('exports_format', sql`${t.format} in ('csv', 'xlsx')`),
    check('exports_status', sql`${t.status} in ('RUNNING', 'SUCCEEDED', 'FAILED')`),
    check('exports_file', sql`(${t.status} = 'SUCCEEDED') = (${t.fileId} is not null)`),
  ],
)
