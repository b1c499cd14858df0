import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Context } from '@/lib/core/context'
import type { SubscriptionMode } from './schema'

/** What the reader has chosen for one project or ticket, as a column of the select that finds it: no statement of its own. */
export function ownMode(
  ctx: Context,
  subject: { organizationId: SQLWrapper; projectId: SQLWrapper; ticketId?: SQLWrapper },
): SQL<SubscriptionMode | null> {
  const ticket = subject.ticketId ? sql`mine.ticket_id = ${subject.ticketId}` : sql`mine.ticket_id is null`
  return sql`(select mine.mode from subscriptions mine where mine.organization_id = ${subject.organizationId}
    and mine.member_id = ${ctx.readOnly ? null : ctx.actor.memberId}::uuid and mine.project_id = ${subject.projectId}
    and mine.task_id is null and ${ticket})`
}
