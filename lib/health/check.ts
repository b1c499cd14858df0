import { isEmbedded } from '@/lib/core/env'
import { outboxLag, platformQuery } from '@/lib/core/transaction'
import { jobsHealth } from '@/lib/integrations/inngest'
import { realtimeHealth } from '@/lib/integrations/pusher'

type Part = { ok: boolean; embedded: boolean; detail?: string }
export type Health = {
  ok: boolean
  database: Part
  outbox: { ok: boolean; lagSeconds: number }
  realtime: Part
  jobs: Part
}

const patience = 2_000
const worryingLag = 60

async function probe(service: 'postgres' | 'realtime' | 'jobs', question: () => Promise<unknown>): Promise<Part> {
  const embedded = isEmbedded(service)
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), patience)
    })
    await Promise.race([question(), late])
    return { ok: true, embedded }
  } catch {
    return { ok: false, embedded, detail: 'does not answer' }
  } finally {
    clearTimeout(timer)
  }
}

/** Asks each part whether it lives; never throws and never says more than that. */
export async function health(): Promise<Health> {
  let lagSeconds = -1
  const [database, outbox, realtime, jobs] = await Promise.all([
    probe('postgres', () => platformQuery('select 1', [])),
    probe('postgres', async () => {
      lagSeconds = await outboxLag()
    }),
    probe('realtime', realtimeHealth),
    probe('jobs', jobsHealth),
  ])
  const moving = outbox.ok && lagSeconds < worryingLag
  return {
    ok: database.ok && moving && realtime.ok && jobs.ok,
    database,
    outbox: { ok: moving, lagSeconds: Math.max(0, lagSeconds) },
    realtime,
    jobs,
  }
}
