import { env } from '@/lib/core/env'
import { type OutgoingEvent, type Relay, startRelay } from '@/lib/core/relay'
import { systemContext } from '@/lib/core/system'
import { sendJobEvents } from '@/lib/integrations/inngest'
import { disconnect, sendLive } from '@/lib/integrations/pusher'
import { memberChannel, projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { deliverNotifications } from '@/lib/notifications/commands/deliver'
import { type JobEventData, jobEventName, toJobEvent } from './events'
import { noticesFirst } from './notices-first'
import { consumedEvents, noticeEvents } from './registry'

/** On which channels an event is told. */
export function channelsOf({ organizationId, projectId, taskId, shared, payload }: OutgoingEvent): string[] {
  if (!organizationId) return []
  const member = typeof payload.memberId === 'string' ? [memberChannel(organizationId, payload.memberId)] : []
  const project = projectId ? [projectChannel(organizationId, projectId)] : []
  const client = projectId && shared ? [sharedChannel(organizationId, projectId)] : []
  const task = taskId && shared ? [taskChannel(organizationId, taskId)] : []
  return [...member, ...project, ...client, ...task]
}

const deliverNow = async (facts: JobEventData): Promise<number> => {
  const { mail } = await deliverNotifications(await systemContext(facts.organizationId, facts.eventId), facts)
  return mail.length
}

/** Sends what the outboxes hold to the live service and the jobs. */
export const startEventRelay = (): Relay =>
  startRelay(env().DATABASE_RELAY_URL, {
    channels: channelsOf,
    live: (messages) => sendLive(messages.map(({ channel, ...message }) => ({ channel, message }))),
    disconnect: async (userIds) => {
      await Promise.all(userIds.map(disconnect))
    },
    jobs: async (events) => {
      const awaited = events.filter((event) => consumedEvents.has(jobEventName(event.type))).map(toJobEvent)
      await sendJobEvents(await noticesFirst(awaited, (name) => noticeEvents.has(name), deliverNow))
    },
    log: (message, error) => console.error(JSON.stringify({ level: 'warn', message, error: String(error) })),
  })
