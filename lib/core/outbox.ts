import { sql } from 'drizzle-orm'
import { v7 as uuid } from 'uuid'
import { auditLog, outbox } from '@/db/schema/events'
import type { Context } from './context'
import type { EventDraft } from './events'
import type { Tx } from './transaction'

type Told = Pick<Context, 'request' | 'readOnly'> & {
  organization: Pick<Context['organization'], 'id'>
  actor: { kind: string; memberId: string | null; name: string }
}

/** Who the trail names: whoever really acts, and with whose eyes they look around. */
const namedIn = ({ actor, readOnly }: Told) =>
  readOnly?.kind === 'grant'
    ? { kind: 'grant', memberId: null, name: readOnly.by.name }
    : readOnly
      ? { kind: actor.kind, memberId: readOnly.by.memberId, name: `${readOnly.by.name}, walking as ${readOnly.as}` }
      : actor

/** Writes each event's audit row and outbox row into the transaction that made the change. */
export async function record(tx: Tx, ctx: Told, events: readonly EventDraft[]): Promise<void> {
  if (events.length === 0) return
  const organizationId = ctx.organization.id
  const actor = namedIn(ctx)
  const rows = events.map((event) => ({ ...event, id: uuid() }))

  const loud = rows.filter((event) => !event.quiet)
  await Promise.all([
    tx.insert(auditLog).values(
      rows.map((event) => ({
        organizationId,
        id: event.id,
        event: event.type,
        actorKind: actor.kind,
        actorMemberId: actor.memberId,
        actorName: actor.name,
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
          sharedWithClient: event.shared ? heardByClient(organizationId, event) : false,
          actorMemberId: actor.memberId,
          payload: event.payload ?? {},
        })),
      ),
  ])
}

/** What the client may not see of the project, they do not hear of either. */
function heardByClient(organizationId: string, { subject, projectId, taskId, ticketId }: EventDraft) {
  const what = ticketId || !projectId ? null : subject.type === 'comment' ? 'comments' : taskId ? 'tasks' : null
  return what ? sql<boolean>`app_client_sees(${organizationId}, ${projectId}, ${what})` : true
}
