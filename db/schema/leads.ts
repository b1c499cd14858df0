import { sql } from 'drizzle-orm'
import { bigint, check, date, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { clients } from './clients'
import { memberKey, organizationKey } from './keys'

/** A possible client, on its way through the pipeline. */
export const leads = pgTable(
  'leads',
  {
    organizationId: organizationId(),
    id: id(),
    company: text('company').notNull(),
    contactName: text('contact_name').notNull().default(''),
    email: text('email'),
    phone: text('phone'),
    website: text('website'),
    source: text('source').notNull().default(''),
    stage: text('stage').notNull().default('NEW'),
    valueMinor: bigint('value_minor', { mode: 'number' }),
    currency: text('currency').notNull(),
    followUpOn: date('follow_up_on', { mode: 'string' }),
    notes: text('notes').notNull().default(''),
    lostReason: text('lost_reason'),
    ownerId: uuid('owner_id').notNull(),
    /** The client it became. */
    clientId: uuid('client_id'),
    createdById: uuid('created_by_id').notNull(),
    closedAt: instant('closed_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'leads_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('leads_organization_fk', t.organizationId),
    foreignKey({
      name: 'leads_client_fk',
      columns: [t.organizationId, t.clientId],
      foreignColumns: [clients.organizationId, clients.id],
    }),
    memberKey('leads_owner_fk', t.organizationId, t.ownerId),
    memberKey('leads_created_by_fk', t.organizationId, t.createdById),
    index('leads_by_stage').on(t.organizationId, t.stage, t.followUpOn, t.id),
    index('leads_by_owner').on(t.organizationId, t.ownerId, t.stage),
    check('leads_stage', sql`${t.stage} in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL', 'WON', 'LOST')`),
    check('leads_currency', sql`${t.currency} ~ '^[A-Z]{3}$'`),
    check('leads_value', sql`${t.valueMinor} between 0 and 9007199254740991`),
    check('leads_won_is_a_client', sql`(${t.stage} = 'WON') = (${t.clientId} is not null)`),
    check('leads_lost_has_reason', sql`${t.stage} <> 'LOST' or length(btrim(coalesce(${t.lostReason}, ''))) > 0`),
    check('leads_closed', sql`(${t.stage} in ('WON', 'LOST')) = (${t.closedAt} is not null)`),
  ],
)
