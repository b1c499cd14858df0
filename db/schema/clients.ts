import { sql } from 'drizzle-orm'
import { foreignKey, index, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { memberKey, organizationKey } from './keys'

/** A customer company of the organization. */
export const clients = pgTable(
  'clients',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    website: text('website'),
    notes: text('notes').notNull().default(''),
    /** The colleague who looks after this client. */
    ownerId: uuid('owner_id').notNull(),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'clients_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('clients_organization_fk', t.organizationId),
    memberKey('clients_owner_fk', t.organizationId, t.ownerId),
    memberKey('clients_created_by_fk', t.organizationId, t.createdById),
    index('clients_by_name').on(t.organizationId, sql`lower(${t.name})`, t.id),
  ],
)

/** A person at a client. With a login, a contact is also a member. */
export const contacts = pgTable(
  'contacts',
  {
    organizationId: organizationId(),
    id: id(),
    clientId: uuid('client_id').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    phone: text('phone'),
    position: text('position'),
    memberId: uuid('member_id'),
    createdAt: createdAt(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'contacts_pkey', columns: [t.organizationId, t.id] }),
    unique('contacts_client_key').on(t.organizationId, t.id, t.clientId),
    foreignKey({
      name: 'contacts_client_fk',
      columns: [t.organizationId, t.clientId],
      foreignColumns: [clients.organizationId, clients.id],
    }),
    memberKey('contacts_member_fk', t.organizationId, t.memberId),
    index('contacts_by_client').on(t.organizationId, t.clientId),
    index('contacts_by_member').on(t.organizationId, t.memberId),
    uniqueIndex('contacts_email_unique')
      .on(t.organizationId, t.clientId, sql`lower(${t.email})`)
      .where(sql`deleted_at is null`),
  ],
)
