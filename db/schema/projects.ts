import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { clients, contacts } from './clients'
import { memberKey, organizationKey } from './keys'

/** The one formula of a project's money, in minor units; lib/projects/money.ts says the same for the browser. */
const discountTotal = sql`case when discount_bp is not null then round(cost_minor::numeric * discount_bp / 10000)::bigint else discount_minor end`
const netTotal = sql`cost_minor - (case when discount_bp is not null then round(cost_minor::numeric * discount_bp / 10000)::bigint else discount_minor end) + round((cost_minor - (case when discount_bp is not null then round(cost_minor::numeric * discount_bp / 10000)::bigint else discount_minor end))::numeric * tax_bp / 10000)::bigint`

export const projects = pgTable(
  'projects',
  {
    organizationId: organizationId(),
    id: id(),
    key: text('key').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    clientId: uuid('client_id').notNull(),
    status: text('status').notNull().default('DRAFT'),
    currency: text('currency').notNull(),
    costMinor: bigint('cost_minor', { mode: 'number' }).notNull(),
    /** A discount is an amount, or a percentage in basis points; never both. */
    discountMinor: bigint('discount_minor', { mode: 'number' }).notNull().default(0),
    discountBp: integer('discount_bp'),
    taxBp: integer('tax_bp').notNull().default(0),
    discountTotalMinor: bigint('discount_total_minor', { mode: 'number' }).generatedAlwaysAs(discountTotal),
    netMinor: bigint('net_minor', { mode: 'number' }).generatedAlwaysAs(netTotal),
    /** Overrides the organization's share; basis points. */
    requiredShareBp: integer('required_share_bp'),
    /** Overrides what the organization lets clients see. */
    clientSees: text('client_sees'),
    startsOn: date('starts_on', { mode: 'string' }),
    dueOn: date('due_on', { mode: 'string' }),
    salespersonId: uuid('salesperson_id'),
    verifierId: uuid('verifier_id'),
    managerId: uuid('manager_id'),
    createdById: uuid('created_by_id').notNull(),
    unlockedAt: instant('unlocked_at'),
    completedAt: instant('completed_at'),
    /** What whoever looks after the project from now on must know; written when it is completed. */
    handoverNote: text('handover_note').notNull().default(''),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'projects_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('projects_organization_fk', t.organizationId),
    unique('projects_key_unique').on(t.organizationId, t.key),
    unique('projects_client_key').on(t.organizationId, t.id, t.clientId),
    unique('projects_currency_key').on(t.organizationId, t.id, t.currency),
    foreignKey({
      name: 'projects_client_fk',
      columns: [t.organizationId, t.clientId],
      foreignColumns: [clients.organizationId, clients.id],
    }),
    memberKey('projects_salesperson_fk', t.organizationId, t.salespersonId),
    memberKey('projects_verifier_fk', t.organizationId, t.verifierId),
    memberKey('projects_manager_fk', t.organizationId, t.managerId),
    memberKey('projects_created_by_fk', t.organizationId, t.createdById),
    index('projects_by_update').on(t.organizationId, t.updatedAt.desc(), t.id.desc()),
    index('projects_by_client').on(t.organizationId, t.clientId),
    index('projects_by_status').on(t.organizationId, t.status),
    check('projects_key_format', sql`${t.key} ~ '^[A-Z][A-Z0-9]{1,9}$'`),
    check(
      'projects_status',
      sql`${t.status} in ('DRAFT', 'AWAITING_PAYMENT', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CANCELLED')`,
    ),
    check('projects_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('projects_cost', sql`${t.costMinor} between 0 and 9007199254740991`),
    check('projects_discount', sql`${t.discountMinor} >= 0 and ${t.discountMinor} <= ${t.costMinor}`),
    check(
      'projects_discount_bp',
      sql`${t.discountBp} between 0 and 10000 and ${t.discountMinor} = 0 or ${t.discountBp} is null`,
    ),
    check('projects_tax', sql`${t.taxBp} between 0 and 10000`),
    check('projects_required_share', sql`${t.requiredShareBp} between 0 and 10000`),
    check('projects_client_sees', sql`${t.clientSees} in ('progress', 'tasks', 'comments')`),
    check('projects_dates', sql`${t.dueOn} >= ${t.startsOn}`),
  ],
)

export const projectMembers = pgTable(
  'project_members',
  {
    organizationId: organizationId(),
    projectId: uuid('project_id').notNull(),
    memberId: uuid('member_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'project_members_pkey', columns: [t.organizationId, t.projectId, t.memberId] }),
    foreignKey({
      name: 'project_members_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    memberKey('project_members_member_fk', t.organizationId, t.memberId),
    index('project_members_by_member').on(t.organizationId, t.memberId),
  ],
)

/** A point on the way that the client follows too. */
export const milestones = pgTable(
  'milestones',
  {
    organizationId: organizationId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    dueOn: date('due_on', { mode: 'string' }),
    reachedAt: instant('reached_at'),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'milestones_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({
      name: 'milestones_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
    memberKey('milestones_created_by_fk', t.organizationId, t.createdById),
    index('milestones_by_project').on(t.organizationId, t.projectId, t.dueOn),
  ],
)

/** A project shown to one contact. Both keys carry the client, so it can only be a contact of the project's own client. */
export const projectShares = pgTable(
  'project_shares',
  {
    organizationId: organizationId(),
    projectId: uuid('project_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    clientId: uuid('client_id').notNull(),
    sharedById: uuid('shared_by_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'project_shares_pkey', columns: [t.organizationId, t.projectId, t.contactId] }),
    foreignKey({
      name: 'project_shares_project_fk',
      columns: [t.organizationId, t.projectId, t.clientId],
      foreignColumns: [projects.organizationId, projects.id, projects.clientId],
    }),
    foreignKey({
      name: 'project_shares_contact_fk',
      columns: [t.organizationId, t.contactId, t.clientId],
      foreignColumns: [contacts.organizationId, contacts.id, contacts.clientId],
    }),
    memberKey('project_shares_shared_by_fk', t.organizationId, t.sharedById),
    index('project_shares_by_contact').on(t.organizationId, t.contactId),
  ],
)

/** Where task numbers come from: dense, per project, taken last in the transaction. */
export const projectCounters = pgTable(
  'project_counters',
  {
    organizationId: organizationId(),
    projectId: uuid('project_id').notNull(),
    lastTaskNumber: integer('last_task_number').notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'project_counters_pkey', columns: [t.organizationId, t.projectId] }),
    foreignKey({
      name: 'project_counters_project_fk',
      columns: [t.organizationId, t.projectId],
      foreignColumns: [projects.organizationId, projects.id],
    }),
  ],
)
