import { sql } from 'drizzle-orm'
import {
  bigint,
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
  uuid,
} from 'drizzle-orm/pg-core'
import { bytea, createdAt, id, instant, organizationId, xid8 } from '../columns'
import { memberKey, organizationKey } from './keys'

/** Who did what to which record, with what it was before and after. Append-only for every role of the product. */
export const auditLog = pgTable(
  'audit_log',
  {
    organizationId: organizationId(),
    id: id(),
    at: createdAt(),
    event: text('event').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorMemberId: uuid('actor_member_id'),
    /** The name as it was then. */
    actorName: text('actor_name').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    projectId: uuid('project_id'),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    address: text('address'),
    requestId: text('request_id'),
    xact: xid8('xact').notNull().default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ name: 'audit_log_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('audit_log_organization_fk', t.organizationId),
    memberKey('audit_log_actor_fk', t.organizationId, t.actorMemberId),
    index('audit_log_xact').on(t.organizationId, t.xact),
    index('audit_log_by_subject').on(t.organizationId, t.subjectType, t.subjectId, t.id.desc()),
    index('audit_log_by_project').on(t.organizationId, t.projectId, t.id.desc()).where(sql`project_id is not null`),
    index('audit_log_by_actor').on(t.organizationId, t.actorMemberId, t.id.desc()),
    index('audit_log_by_event').on(t.organizationId, t.event, t.id.desc()),
    index('audit_log_by_time').on(t.organizationId, t.at.desc(), t.id.desc()),
    check('audit_log_actor_kind', sql`${t.actorKind} in ('session', 'token', 'job', 'system', 'grant', 'platform')`),
  ],
)

/**
 * The chain through an organization's trail: each seal is the SHA-256 of the one before and of its entry, so that nothing
 * can be changed, taken out or put in without breaking it. Written at commit by the trigger `seal`, by nobody else.
 */
export const auditSeals = pgTable(
  'audit_seals',
  {
    organizationId: organizationId(),
    /** 1, 2, 3 … without a gap, in the order of commits. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    auditId: uuid('audit_id').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_seals_pkey', columns: [t.organizationId, t.seq] }),
    unique('audit_seals_entry_unique').on(t.organizationId, t.auditId),
    foreignKey({
      name: 'audit_seals_entry_fk',
      columns: [t.organizationId, t.auditId],
      foreignColumns: [auditLog.organizationId, auditLog.id],
    }),
  ],
)

/** Facts that the rest of the system must hear of, written with the change itself and emptied by the relay. */
export const outbox = pgTable(
  'outbox',
  {
    organizationId: organizationId(),
    id: id(),
    type: text('type').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    projectId: uuid('project_id'),
    taskId: uuid('task_id'),
    ticketId: uuid('ticket_id'),
    /** Whether a client who was given the project may learn that this happened. */
    sharedWithClient: boolean('shared_with_client').notNull().default(false),
    actorMemberId: uuid('actor_member_id'),
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
    primaryKey({ name: 'outbox_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('outbox_organization_fk', t.organizationId),
    index('outbox_xact').on(t.organizationId, t.xact),
    index('outbox_due').on(t.occurredAt).where(sql`state = 'pending'`),
    check('outbox_state', sql`${t.state} in ('pending', 'done', 'dead')`),
  ],
)

/** What a consumer has already done about an event, so that an effect happens once however often the event arrives. */
export const inbox = pgTable(
  'inbox',
  {
    organizationId: organizationId(),
    consumer: text('consumer').notNull(),
    eventId: uuid('event_id').notNull(),
    at: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'inbox_pkey', columns: [t.organizationId, t.consumer, t.eventId] }),
    organizationKey('inbox_organization_fk', t.organizationId),
  ],
)

/** The last sequence number sent on each live channel; a screen that sees a gap refetches. */
export const liveSequences = pgTable(
  'live_sequences',
  {
    organizationId: organizationId(),
    channel: text('channel').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'live_sequences_pkey', columns: [t.organizationId, t.channel] }),
    organizationKey('live_sequences_organization_fk', t.organizationId),
  ],
)

/** Answers of writes that carried an Idempotency-Key; the row is written in the write's own transaction. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    organizationId: organizationId(),
    memberId: uuid('member_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    response: jsonb('response'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'idempotency_keys_pkey', columns: [t.organizationId, t.memberId, t.key] }),
    memberKey('idempotency_keys_member_fk', t.organizationId, t.memberId),
    index('idempotency_keys_by_age').on(t.createdAt),
  ],
)

/** One row for one member about one event, with the reason why they got it. */
export const notifications = pgTable(
  'notifications',
  {
    organizationId: organizationId(),
    id: id(),
    memberId: uuid('member_id').notNull(),
    eventId: uuid('event_id').notNull(),
    type: text('type').notNull(),
    reason: text('reason').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: uuid('subject_id').notNull(),
    projectId: uuid('project_id'),
    taskId: uuid('task_id'),
    ticketId: uuid('ticket_id'),
    actorMemberId: uuid('actor_member_id'),
    /** The switch that let it through; turning it off stops the next of its kind. */
    kind: text('kind').notNull().default(''),
    /** How many events of one thread it stands for. */
    count: integer('count').notNull().default(1),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ name: 'notifications_pkey', columns: [t.organizationId, t.id] }),
    memberKey('notifications_member_fk', t.organizationId, t.memberId),
    memberKey('notifications_actor_fk', t.organizationId, t.actorMemberId),
    unique('notifications_event_unique').on(t.organizationId, t.memberId, t.eventId),
    index('notifications_by_member').on(t.organizationId, t.memberId, t.id.desc()),
    index('notifications_unread').on(t.organizationId, t.memberId).where(sql`read_at is null`),
  ],
)
