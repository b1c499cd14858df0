import { Inngest } from 'inngest'
import { env } from '@/lib/core/env'

const quiet = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error }

/** The job service; hosted or a stand-in, by environment alone. */
export const inngest = new Inngest({ id: 'lobby', logger: quiet, internalLogger: quiet })

/** An event for jobs. `id` makes sending it twice the same as once. */
export type JobEvent = { id: string; name: string; data: Record<string, unknown> }

export const sendJobEvents = async (events: JobEvent[]): Promise<void> => {
  if (events.length > 0) await inngest.send(events)
}

/** Asks the stand-in; the hosted service has no such question, and sending says soon enough. */
export async function jobsHealth(): Promise<void> {
  const base = env().INNGEST_BASE_URL
  if (!base) return
  const response = await fetch(new URL('/health', base), { signal: AbortSignal.timeout(2_000) })
  if (!response.ok) throw new Error(`jobs answer ${response.status}`)
}
