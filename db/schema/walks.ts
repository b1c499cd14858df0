import { sql } from 'drizzle-orm'
import { check, foreignKey, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organizationId } from '../columns'
import { memberKey } from './keys'
import { roles } from './organizations'

/**
 * Somebody looks around read-only with the eyes of somebody else: of a member, of one who holds a role as it is drafted,
 * or of an imagined newcomer who holds only that draft. It belongs to the session that began it.
 */
export const walks = pgTable(
  'walks',
  {
    organizationId: organizationId(),
    id: id(),
    sessionId: uuid('session_id').notNull(),
    memberId: uuid('member_id').notNull(),
    /** Null: an imagined newcomer. */
    asMemberId: uuid('as_member_id'),
    roleId: uuid('role_id'),
    /** What the role would permit; null: as everything is. */
    draft: jsonb('draft'),
    startedAt: createdAt(),
    until: instant('until').notNull(),
    endedAt: instant('ended_at'),
    /** The last page that was shown, so that drawing it again is not another visit. */
    lastPage: text('last_page'),
  },
  (t) => [
    primaryKey({ name: 'walks_pkey', columns: [t.organizationId, t.id] }),
    memberKey('walks_member_fk', t.organizationId, t.memberId),
    memberKey('walks_as_member_fk', t.organizationId, t.asMemberId),
    foreignKey({
      name: 'walks_role_fk',
      columns: [t.organizationId, t.roleId],
      foreignColumns: [roles.organizationId, roles.id],
    }),
    uniqueIndex('walks_open').on(t.organizationId, t.sessionId).where(sql`ended_at is null`),
    check('walks_time', sql`${t.until} <= ${t.startedAt} + interval '30 minutes'`),
    check('walks_somebody', sql`${t.asMemberId} is not null or ${t.roleId} is not null`),
    check('walks_draft', sql`(${t.roleId} is null) = (${t.draft} is null)`),
  ],
)
