import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { inbox, notifications } from '@/db/schema/events'
import type { Context } from '@/lib/core/context'
import { factId } from '@/lib/core/inbox'
import type { Tx } from '@/lib/core/transaction'
import { kindOf } from './kinds'
import type { EventFacts, Recipient } from './reasons'

/** Events of one thread and kind that follow each other within this time are one notice and one mail. */
export const burstMinutes = 10

const sameBurst = sql.raw(`interval '${burstMinutes} minutes'`)

/** Each payment is a matter of its own: two decisions are two things to hear of, however close together. */
const paymentOf = (event: EventFacts): string | null => (event.subjectType === 'payment' ? event.subjectId : null)

/** What a burst is told by; null for what belongs to no thread. */
function burstOf(event: EventFacts, { memberId, kind, taskId }: Recipient): string | null {
  const thread = paymentOf(event) ?? taskId ?? event.ticketId ?? event.projectId
  return thread && factId(memberId, kind, thread)
}

/** Lets two deliveries of one burst go one after the other, in one order for all, until this transaction ends. */
export async function lockBursts(tx: Tx, event: EventFacts, recipients: Recipient[]): Promise<void> {
  const keys = recipients.flatMap((recipient) => burstOf(event, recipient) ?? [])
  if (keys.length > 0)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(burst, 0)) from (
      select burst from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) burst order by burst offset 0) keys`)
}

/** The unread notices that a new event of the same burst joins, by member. */
export async function openNotices(
  tx: Tx,
  ctx: Context,
  event: EventFacts,
  recipients: Recipient[],
): Promise<Map<string, string>> {
  if (!event.projectId || recipients.length === 0) return new Map()
  const rows = await tx
    .select({
      id: notifications.id,
      memberId: notifications.memberId,
      kind: notifications.kind,
      taskId: notifications.taskId,
    })
    .from(notifications)
    .where(
      and(
        eq(notifications.organizationId, ctx.organization.id),
        inArray(
          notifications.memberId,
          recipients.map(({ memberId }) => memberId),
        ),
        eq(notifications.projectId, event.projectId),
        event.ticketId ? eq(notifications.ticketId, event.ticketId) : isNull(notifications.ticketId),
        paymentOf(event) ? eq(notifications.subjectId, event.subjectId) : undefined,
        isNull(notifications.readAt),
        gt(notifications.createdAt, sql`now() - ${sameBurst}`),
      ),
    )
  const open = recipients.flatMap(({ memberId, kind, taskId }) => {
    const row = rows.find((one) => one.memberId === memberId && one.kind === kind && one.taskId === taskId)
    return row ? [[memberId, row.id] as const] : []
  })
  return new Map(open)
}

/**
 * Who gets a mail: whom an event addresses, each time; everybody else once per burst. Every event leaves its mark, so
 * that asking again gives the same answer and a long conversation stays one mail.
 */
export async function mailedOf(tx: Tx, ctx: Context, event: EventFacts, recipients: Recipient[]): Promise<Recipient[]> {
  const asked = recipients.filter(({ mail }) => mail)
  const marked = asked.flatMap((recipient) => {
    const burst = kindOf(recipient.kind)?.addressed ? null : burstOf(event, recipient)
    return burst ? [{ memberId: recipient.memberId, consumer: `mail ${burst}` }] : []
  })
  if (marked.length === 0) return asked
  const organizationId = ctx.organization.id
  await tx
    .insert(inbox)
    .values(marked.map(({ consumer }) => ({ organizationId, consumer, eventId: event.eventId })))
    .onConflictDoNothing()
  const earlier = await tx.execute<{ consumer: string }>(sql`select distinct own.consumer from inbox own
    join inbox other on other.organization_id = own.organization_id and other.consumer = own.consumer
      and other.event_id <> own.event_id and other.created_at < own.created_at
      and other.created_at > own.created_at - ${sameBurst}
    where own.organization_id = ${organizationId} and own.event_id = ${event.eventId}
      and own.consumer in (select jsonb_array_elements_text(${JSON.stringify(marked.map(({ consumer }) => consumer))}::jsonb))`)
  const running = new Set([...earlier].map(({ consumer }) => consumer))
  const quiet = new Set(marked.filter(({ consumer }) => running.has(consumer)).map(({ memberId }) => memberId))
  return asked.filter(({ memberId }) => !quiet.has(memberId))
}
