import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organizationId, version } from '../columns'
import { files } from './files'
import { memberKey } from './keys'
import { projects } from './projects'

/** Money towards a project. Recorded by one person, decided once by another; the checks below hold whatever calls. */
export const payments = pgTable(
  'payments',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    method: text('method').notNull(),
    reference: text('reference').notNull(),
    paidOn: date('paid_on', { mode: 'string' }).notNull(),
    note: text('note').notNull().default(''),
    proofFileId: uuid('proof_file_id'),
    status: text('status').notNull().default('PENDING'),
    recordedById: uuid('recorded_by_id').notNull(),
    decidedById: uuid('decided_by_id'),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'payments_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'payments_project_fk',
      columns: [t.organizationId, t.projectId, t.currency],
      foreignColumns: [projects.organizationId, projects.id, projects.currency],
    }),
    foreignKey({
      name: 'payments_proof_fk',
      columns: [t.organizationId, t.proofFileId],
      foreignColumns: [files.organizationId, files.id],
    }),
    memberKey('payments_recorded_by_fk', t.organizationId, t.recordedById),
    memberKey('payments_decided_by_fk', t.organizationId, t.decidedById),
    index('payments_queue').on(t.organizationId, t.status, t.createdAt, t.id),
    index('payments_by_project').on(t.organizationId, t.projectId, t.status),
    check('payments_amount', sql`${t.amountMinor} between 1 and 9007199254740991`),
    check('payments_status', sql`${t.status} in ('PENDING', 'VERIFIED', 'REJECTED')`),
    check('payments_method', sql`${t.method} in ('BANK_TRANSFER', 'CARD', 'CASH', 'CHECK', 'OTHER')`),
    check(
      'payments_decided_once',
      sql`(${t.status} = 'PENDING') = (${t.decidedById} is null) and (${t.decidedById} is null) = (${t.decidedAt} is null)`,
    ),
    check('payments_four_eyes', sql`${t.decidedById} <> ${t.recordedById}`),
    check(
      'payments_rejection_has_reason',
      sql`${t.status} <> 'REJECTED' or length(btrim(coalesce(${t.reason}, ''))) > 0`,
    ),
  ],
)
