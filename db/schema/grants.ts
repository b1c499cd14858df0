import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, instant, organizationId } from '../columns'
import { memberKey, organizationKey } from './keys'

/**
 * A platform admin may look into an organization for some hours: asked for with a reason, allowed by the owner, and over
 * when its time is, or when either side ends it. `userId` is no key, since it outlives the login.
 */
export const grants = pgTable(
  'grants',
  {
    organizationId: organizationId(),
    id: id(),
    userId: uuid('user_id').notNull(),
    userName: text('user_name').notNull(),
    reason: text('reason').notNull(),
    hours: integer('hours').notNull(),
    askedAt: createdAt(),
    allowedAt: instant('allowed_at'),
    allowedById: uuid('allowed_by_id'),
    until: instant('until'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ name: 'grants_pkey', columns: [t.organizationId, t.id] }),
    organizationKey('grants_organization_fk', t.organizationId),
    memberKey('grants_allowed_by_fk', t.organizationId, t.allowedById),
    uniqueIndex('grants_one_open').on(t.organizationId, t.userId).where(sql`ended_at is null`),
    index('grants_by_user').on(t.userId, t.endedAt),
    check('grants_hours', sql`${t.hours} between 1 and 8`),
    check(
      'grants_allowed',
      sql`(${t.allowedAt} is null) = (${t.until} is null) and (${t.allowedAt} is null) = (${t.allowedById} is null)`,
    ),
    check('grants_time', sql`${t.until} <= ${t.allowedAt} + make_interval(hours => ${t.hours})`),
  ],
)
