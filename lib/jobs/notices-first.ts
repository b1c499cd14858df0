import type { JobEvent } from '@/lib/integrations/inngest'
import type { JobEventData } from './events'

/** More than these at once are an import or a burst; the job service spreads them. */
const fewEvents = 20

/**
 * Writes the notices of events right away, and says which events a job must still see: a round trip through the job
 * service costs many times what a notice does, and most notices are all that an event asks for. Whatever cannot be
 * written now is left to the job, which writes each notice once, whoever comes first.
 * @param onlyNotices whether no other job waits for this event
 * @param deliver writes the notices; how many mails go with them
 */
export async function noticesFirst(
  events: readonly JobEvent[],
  onlyNotices: (name: string) => boolean,
  deliver: (facts: JobEventData) => Promise<number>,
): Promise<JobEvent[]> {
  if (events.length > fewEvents) return [...events]
  const left: JobEvent[] = []
  for (const event of events) {
    const mails = onlyNotices(event.name) ? await deliver(event.data as JobEventData).catch(() => null) : null
    if (mails !== 0) left.push(event)
  }
  return left
}
