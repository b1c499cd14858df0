import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, deletedAt, id, instant, organizationId, version } from '../columns'
import { users } from './accounts'

/** Working hours as `HH:MM` pairs per ISO weekday (1 is Monday), and holidays as ISO dates. */
export type BusinessCalendar = { week: Record<string, [from: string, to: string][]>; holidays: string[] }
/** Working minutes per priority. */
export type TicketTargets = Record<string, { response: number; resolution: number }>

const day: [string, string][] = [['09:00', '17:00']]
const officeHours: BusinessCalendar = { week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }, holidays: [] }
const usualTargets: TicketTargets = {
  LOW: { response: 960, resolution: 4800 },
  MEDIUM: { response: 480, resolution: 2400 },
  HIGH: { response: 240, resolution: 960 },
  URGENT: { response: 60, resolution: 480 },
}

/** The tenant. Its owner is held by a deferred key through a constant marker; see the migration `rules`. */
export const organizations = pgTable(
  'organizations',
  {
    id: id(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    contactEmail: text('contact_email').notNull(),
    currency: text('currency').notNull().default('EUR'),
    timeZone: text('time_zone').notNull().default('UTC'),
    locale: text('locale').notNull().default('en'),
    /** Share of a project's net total that must be verified before work may start, in basis points (10000 = all). */
    requiredShareBp: integer('required_share_bp').notNull().default(5000),
    /** When people work: hours per weekday in `timeZone`, and days off. The clock of ticket targets runs on it. */
    calendar: jsonb('calendar').$type<BusinessCalendar>().notNull().default(officeHours),
    /** Per ticket priority, how many working minutes may pass until the first answer and until the solution. */
    ticketTargets: jsonb('ticket_targets').$type<TicketTargets>().notNull().default(usualTargets),
    /** When somebody said that they need the first steps no longer. */
    firstStepsClosedAt: instant('first_steps_closed_at'),
    /** What a client's contacts see of a project that was shared with them, unless the project says otherwise. */
    clientSees: text('client_sees').notNull().default('comments'),
    /** A file; the key to it is deferred, in the migration `logo and what clients see`. */
    logoFileId: uuid('logo_file_id'),
    modulesOff: text('modules_off').array().notNull().default(sql`'{}'::text[]`),
    /** Members without a second factor are led to set one up before anything here answers them. */
    secondFactorRequired: boolean('second_factor_required').notNull().default(false),
    plan: text('plan').notNull().default('trial'),
    trialEndsAt: instant('trial_ends_at'),
    /** Kept out by the platform, until it says otherwise. */
    suspendedAt: instant('suspended_at'),
    suspendedReason: text('suspended_reason'),
    /** Put away by its owner or the platform; thirty days later it is deleted for good. */
    archivedAt: instant('archived_at'),
    archivedReason: text('archived_reason'),
    archivedBy: text('archived_by'),
    status: text('status')
      .notNull()
      .generatedAlwaysAs(
        sql`case when archived_at is not null then 'archived' when suspended_at is not null then 'suspended' else 'active' end`,
      ),
    ownerMemberId: uuid('owner_member_id').notNull(),
    ownerMarker: boolean('owner_marker').notNull().default(true),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'organizations_pkey', columns: [t.id] }),
    uniqueIndex('organizations_slug_unique').on(t.slug),
    uniqueIndex('organizations_name_unique').on(sql`lower(${t.name})`),
    uniqueIndex('organizations_contact_email_unique').on(sql`lower(${t.contactEmail})`),
    check('organizations_slug_format', sql`${t.slug} ~ '^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$'`),
    check('organizations_suspended', sql`(${t.suspendedAt} is null) = (${t.suspendedReason} is null)`),
    check(
      'organizations_archived',
      sql`(${t.archivedAt} is null) = (${t.archivedBy} is null) and coalesce(${t.archivedBy} in ('owner', 'platform'), true)`,
    ),
    index('organizations_archived_at').on(t.archivedAt).where(sql`archived_at is not null`),
    check('organizations_client_sees', sql`${t.clientSees} in ('progress', 'tasks', 'comments')`),
    check('organizations_required_share', sql`${t.requiredShareBp} between 0 and 10000`),
    check('organizations_owner_marker', sql`${t.ownerMarker}`),
  ],
)

/** Where an organization was found before it was renamed; leads to it for a year, and is nobody else's meanwhile. */
export const formerSlugs = pgTable(
  'former_slugs',
  {
    organizationId: organizationId(),
    slug: text('slug').notNull(),
    until: instant('until').notNull(),
  },
  (t) => [
    primaryKey({ name: 'former_slugs_pkey', columns: [t.organizationId, t.slug] }),
    foreignKey({
      name: 'former_slugs_organization_fk',
      columns: [t.organizationId],
      foreignColumns: [organizations.id],
    }),
    index('former_slugs_by_slug').on(t.slug, t.until),
  ],
)

/** One user in one organization. Never deleted, so that history keeps its names after they leave. */
export const members = pgTable(
  'members',
  {
    organizationId: organizationId(),
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    email: text('email').notNull(),
    status: text('status').notNull().default('active'),
    isOwner: boolean('is_owner').notNull().default(false),
    createdAt: createdAt(),
    leftAt: instant('left_at'),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'members_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({ name: 'members_organization_fk', columns: [t.organizationId], foreignColumns: [organizations.id] }),
    unique('members_user_unique').on(t.organizationId, t.userId),
    unique('members_owner_key').on(t.organizationId, t.id, t.isOwner),
    uniqueIndex('members_one_owner').on(t.organizationId).where(sql`is_owner`),
    index('members_by_user').on(t.userId),
    check('members_status', sql`${t.status} in ('active', 'suspended', 'left')`),
    check('members_owner_is_active', sql`not ${t.isOwner} or ${t.status} = 'active'`),
  ],
)

/** When a member was here last, by session or token; written apart from what they do, every few minutes at most. */
export const memberSightings = pgTable(
  'member_sightings',
  {
    organizationId: organizationId(),
    memberId: uuid('member_id').notNull(),
    seenAt: instant('seen_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'member_sightings_pkey', columns: [t.organizationId, t.memberId] }),
    foreignKey({
      name: 'member_sightings_member_fk',
      columns: [t.organizationId, t.memberId],
      foreignColumns: [members.organizationId, members.id],
    }),
  ],
)

/**
 * A named set of permissions, as nested JSON checked against the catalogue when it is saved. The key of a custom role is
 * its id. What is deleted gives nothing and is held by nobody; the migration `roles` sees to the latter.
 */
export const roles = pgTable(
  'roles',
  {
    organizationId: organizationId(),
    id: id(),
    key: text('key').notNull(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    builtin: boolean('builtin').notNull().default(false),
    active: boolean('active').notNull().default(true),
    permissions: jsonb('permissions').notNull(),
    createdAt: createdAt(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'roles_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({ name: 'roles_organization_fk', columns: [t.organizationId], foreignColumns: [organizations.id] }),
    unique('roles_key_unique').on(t.organizationId, t.key),
    uniqueIndex('roles_name_unique').on(t.organizationId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    check('roles_deleted_is_off', sql`${t.deletedAt} is null or not (${t.active} or ${t.builtin})`),
  ],
)

export const memberRoles = pgTable(
  'member_roles',
  {
    organizationId: organizationId(),
    memberId: uuid('member_id').notNull(),
    roleId: uuid('role_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'member_roles_pkey', columns: [t.organizationId, t.memberId, t.roleId] }),
    foreignKey({
      name: 'member_roles_member_fk',
      columns: [t.organizationId, t.memberId],
      foreignColumns: [members.organizationId, members.id],
    }),
    foreignKey({
      name: 'member_roles_role_fk',
      columns: [t.organizationId, t.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }),
    index('member_roles_by_role').on(t.organizationId, t.roleId),
  ],
)

export const teams = pgTable(
  'teams',
  {
    organizationId: organizationId(),
    id: id(),
    name: text('name').notNull(),
    createdAt: createdAt(),
    deletedAt: deletedAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'teams_pkey', columns: [t.organizationId, t.id] }),
    foreignKey({ name: 'teams_organization_fk', columns: [t.organizationId], foreignColumns: [organizations.id] }),
    uniqueIndex('teams_name_unique').on(t.organizationId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
  ],
)

export const teamMembers = pgTable(
  'team_members',
  {
    organizationId: organizationId(),
    teamId: uuid('team_id').notNull(),
    memberId: uuid('member_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'team_members_pkey', columns: [t.organizationId, t.teamId, t.memberId] }),
    foreignKey({
      name: 'team_members_team_fk',
      columns: [t.organizationId, t.teamId],
      foreignColumns: [teams.organizationId, teams.id],
    }),
    foreignKey({
      name: 'team_members_member_fk',
      columns: [t.organizationId, t.memberId],
      foreignColumns: [members.organizationId, members.id],
    }),
    index('team_members_by_member').on(t.organizationId, t.memberId),
  ],
)
