import { systemContext } from '@/lib/core/system'
import { askActiveOrganizations } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'
import { type JobEventData, jobEventName } from '@/lib/jobs/events'
import { closeResolved } from './commands/close-resolved'
import { resolveByTask } from './commands/resolve-by-task'
import { warnOfTargets } from './commands/warn-of-targets'

/** What the clock does to one organization's tickets at `now`: says what is due, closes what was resolved a week ago. */
export async function watchTickets(organizationId: string, now: Date) {
  const ctx = await systemContext(organizationId, 'ticket-clock')
  const { warned } = await warnOfTargets(ctx, { now })
  const { closed } = await closeResolved(ctx, {})
  return { warned, closed: closed.length }
}

/** Every five minutes. A run that was missed is made up for by the next; what was said is not said again. */
export const ticketClock = inngest.createFunction(
  { id: 'ticket-clock', name: 'Targets of tickets', retries: 3, triggers: [{ cron: '*/5 * * * *' }] },
  async ({ step }) => {
    const organizations = await step.run('organizations', askActiveOrganizations)
    let [warned, closed] = [0, 0]
    for (const organizationId of organizations) {
      const outcome = await step.run(`organization ${organizationId}`, () => watchTickets(organizationId, new Date()))
      warned += outcome.warned
      closed += outcome.closed
    }
    return { organizations: organizations.length, warned, closed }
  },
)

/** The end of a task moves the tickets that it was for. */
export const ticketsOfTask = inngest.createFunction(
  {
    id: 'tickets-of-task',
    name: 'Tickets of a completed task',
    retries: 10,
    triggers: [{ event: jobEventName('task.completed') }],
  },
  async ({ event, step }) => {
    const { organizationId, eventId, subjectId } = event.data as JobEventData
    return step.run('resolve', async () =>
      resolveByTask(await systemContext(organizationId, eventId), { task: subjectId, eventId }),
    )
  },
)
