import { v7 as uuid } from 'uuid'
import { auditLog, outbox } from '@/db/schema/events'
import type { Context } from './context'
import type { EventDraft } from './events'
import type { Tx } from './transaction'

/** Writes each event's audit row and outbox row into the transaction that made the change. */
export async function record(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'request'> & { organization: Pick<Context['organization'], 'id'> },
  events: readonly EventDraft[],
): Promise<void> {
  if (events.length === 0) return
  const organizationId = ctx.organization.id
  const rows = events.map((event) => ({ ...event, id: uuid() }))

  const loud = rows.filter((event) => !event.quiet)
  await Promise.all([
    tx.insert(auditLog).values(
      rows.map((event) => ({
        organizationId,
        id: event.id,
        event: event.type,
        actorKind: ctx.actor.kind,
        actorMemberId: ctx.actor.memberId,
        actorName: ctx.actor.name,
        subjectType: event.subject.type,
        subjectId: event.subject.id,
        projectId: event.projectId,
        before: event.before,
        after: event.after,
        reason: event.reason,
        address: ctx.request.address,
        requestId: ctx.request.id,
      })),
    ),
    loud.length > 0 &&
      tx.insert(outbox).values(
        loud.map((event) => ({
          organizationId,
          id: event.id,
          type: event.type,
          subjectType: event.subject.type,
          subjectId: event.subject.id,
          projectId: event.projectId,
          taskId: event.taskId,
          ticketId: event.ticketId,
          sharedWithClient: event.shared ?? false,
          actorMemberId: ctx.actor.memberId,
          payload: event.payload ?? {},
        })),
      ),
  ])
}
