import { systemContext } from '@/lib/core/system'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { deliverNotifications } from './commands/deliver'
import { mailNotice } from './mails'
import { noticeTypes } from './reasons'

/** Every event that somebody should hear of: first the notices, then the mails, each once. */
export const notify = inngest.createFunction(
  {
    id: 'notify',
    name: 'Notices and mails of an event',
    retries: 10,
    triggers: noticeTypes.map((type) => ({ event: jobEventName(type) })),
  },
  async ({ event, step }) => {
    const facts = event.data as JobEventData
    const delivered = await step.run('deliver', async () =>
      deliverNotifications(await systemContext(facts.organizationId, facts.eventId), facts),
    )
    for (const order of delivered.mail)
      await step.run(`mail ${order.memberId}`, async () =>
        mailNotice(await systemContext(facts.organizationId, facts.eventId), facts, order),
      )
    return delivered
  },
)
