import type { OutgoingEvent } from '@/lib/core/relay'
import type { JobEvent } from '@/lib/integrations/inngest'
import type { EventFacts } from '@/lib/notifications/reasons'

/** The name under which jobs know an event. */
export const jobEventName = (type: string) => `lobby/${type}`

/** An outbox event for the job service; the event's own id makes it arrive once. */
export const toJobEvent = (event: OutgoingEvent): JobEvent => ({
  id: event.id,
  name: jobEventName(event.type),
  data: {
    eventId: event.id,
    organizationId: event.organizationId,
    type: event.type,
    subjectType: event.subjectType,
    subjectId: event.subjectId,
    projectId: event.projectId,
    taskId: event.taskId,
    ticketId: event.ticketId,
    actorMemberId: event.actorMemberId,
    payload: event.payload,
    // At the top, where waiting functions can match it.
    ...(typeof event.payload.paymentId === 'string' && { paymentId: event.payload.paymentId }),
  },
})

export type JobEventData = EventFacts & { paymentId?: string }
/** Of an event outside every organization. */
export type AccountEventData = Pick<EventFacts, 'eventId' | 'type' | 'subjectId' | 'payload'>
