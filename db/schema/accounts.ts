import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, xid8 } from '../columns'

/** A person's login, shared by all organizations of the installation. */
export const users = pgTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash'),
    emailVerifiedAt: instant('email_verified_at'),
    platformAdmin: boolean('platform_admin').notNull().default(false),
    disabledAt: instant('disabled_at'),
    timeZone: text('time_zone').notNull().default('UTC'),
    locale: text('locale').notNull().default('en'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'users_pkey', columns: [t.id] }),
    uniqueIndex('users_email_unique').on(t.email),
    check('users_email_lowercase', sql`${t.email} = lower(${t.email})`),
  ],
)

/** A place where somebody is signed in: a browser, or a program with a bearer token. Revoked rows stop working at once. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    userAgent: text('user_agent'),
    address: text('address'),
    /** The browser's long-lived cookie said so; programs have none. */
    deviceId: uuid('device_id'),
    /** Written every few minutes at most; see lib/core/session-use. */
    lastUsedAt: instant('last_used_at'),
    lastAddress: text('last_address'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ name: 'sessions_pkey', columns: [t.id] }),
    index('sessions_user').on(t.userId),
    check('sessions_kind', sql`${t.kind} in ('browser', 'api')`),
  ],
)

/** One link of a rotating family; the family is its session. A used one that comes again ends the family. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    id: id(),
    sessionId: uuid('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    primaryKey({ name: 'refresh_tokens_pkey', columns: [t.id] }),
    uniqueIndex('refresh_tokens_hash_unique').on(t.tokenHash),
    index('refresh_tokens_session').on(t.sessionId),
  ],
)

/** Links by mail: verification, password reset, change of address. The secret itself is derived from the id and never stored. */
export const oneTimeSecrets = pgTable(
  'one_time_secrets',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose').notNull(),
    secretHash: text('secret_hash').notNull(),
    /** The address that the link was sent to, where it is about one: the new one, or the one to keep. */
    address: text('address'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    primaryKey({ name: 'one_time_secrets_pkey', columns: [t.id] }),
    uniqueIndex('one_time_secrets_hash_unique').on(t.secretHash),
    index('one_time_secrets_user').on(t.userId, t.purpose),
    check(
      'one_time_secrets_purpose',
      sql`${t.purpose} in ('verify_email', 'reset_password', 'change_email', 'keep_email')`,
    ),
    check(
      'one_time_secrets_address',
      sql`(${t.purpose} in ('change_email', 'keep_email')) = (${t.address} is not null)`,
    ),
  ],
)

/** The authenticator app of a login. The secret is sealed with a key of the environment; `lastStep` was used already. */
export const secondFactors = pgTable(
  'second_factors',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sealedSecret: text('sealed_secret').notNull(),
    lastStep: bigint('last_step', { mode: 'number' }),
    createdAt: createdAt(),
    confirmedAt: instant('confirmed_at'),
  },
  (t) => [primaryKey({ name: 'second_factors_pkey', columns: [t.userId] })],
)

/** Codes for whoever lost their app; each works once and is known here by a keyed hash only. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ name: 'recovery_codes_pkey', columns: [t.userId, t.codeHash] })],
)

/** A password that Lobby made and somebody else knows: it opens nothing but the way to one's own, until it runs out. */
export const temporaryPasswords = pgTable(
  'temporary_passwords',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** What its first use accepts; the key to it is in the migration `temporary passwords`. */
    organizationId: uuid('organization_id'),
    invitationId: uuid('invitation_id'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [primaryKey({ name: 'temporary_passwords_pkey', columns: [t.userId] })],
)

/** A login elsewhere that opens this one: who issued it and what that calls the person. The address is for showing only. */
export const userIdentities = pgTable(
  'user_identities',
  {
    provider: text('provider').notNull(),
    subject: text('subject').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    email: text('email'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'user_identities_pkey', columns: [t.provider, t.subject] }),
    uniqueIndex('user_identities_one_each').on(t.userId, t.provider),
  ],
)

/** A key pair of a device or a password manager that signs its person in; the public half and what the browser says of it. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    credentialId: text('credential_id').notNull(),
    publicKey: bytea('public_key').notNull(),
    /** How often it was used, where the device counts; going back means a copy. */
    counter: bigint('counter', { mode: 'number' }).notNull().default(0),
    /** How the browser reaches it, separated by commas. */
    transports: text('transports').notNull().default(''),
    name: text('name').notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [
    primaryKey({ name: 'passkeys_pkey', columns: [t.id] }),
    uniqueIndex('passkeys_credential_unique').on(t.credentialId),
    index('passkeys_user').on(t.userId),
  ],
)

/** What a passkey is asked to sign; taken away by its first use. */
export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    challenge: text('challenge').notNull(),
    /** Who registers one; null: whoever signs in. */
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'passkey_challenges_pkey', columns: [t.challenge] }),
    index('passkey_challenges_age').on(t.expiresAt),
  ],
)

/** Owned by rate-limiter-flexible (RateLimiterPostgres, tableCreated: true). */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})

/** Facts about people outside any organization: registrations, resets, sign-ins. The platform's own trail. */
export const platformAudit = pgTable(
  'platform_audit',
  {
    id: id(),
    at: createdAt(),
    actorUserId: uuid('actor_user_id'),
    actorName: text('actor_name').notNull(),
    event: text('event').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** What the subject was called then. */
    subjectName: text('subject_name'),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    address: text('address'),
    requestId: text('request_id'),
  },
  (t) => [
    primaryKey({ name: 'platform_audit_pkey', columns: [t.id] }),
    index('platform_audit_at').on(t.at),
    index('platform_audit_by_event').on(t.event, t.id.desc()),
    index('platform_audit_by_actor').on(t.actorUserId, t.id.desc()),
    index('platform_audit_by_subject').on(t.subjectId, t.id.desc()),
  ],
)

/** The outbox of those facts; the same relay empties it. */
export const platformOutbox = pgTable(
  'platform_outbox',
  {
    id: id(),
    type: text('type').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    payload: jsonb('payload').notNull().default({}),
    occurredAt: instant('occurred_at').notNull().defaultNow(),
    xact: xid8('xact').notNull().default(sql`pg_current_xact_id()`),
    state: text('state').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    leasedUntil: instant('leased_until'),
    doneAt: instant('done_at'),
    lastError: text('last_error'),
  },
  (t) => [
    primaryKey({ name: 'platform_outbox_pkey', columns: [t.id] }),
    index('platform_outbox_due').on(t.occurredAt).where(sql`state = 'pending'`),
    check('platform_outbox_state', sql`${t.state} in ('pending', 'done', 'dead')`),
  ],
)
