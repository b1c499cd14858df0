import { env } from '@/lib/core/env'
import { inngest } from '@/lib/integrations/inngest'
import { jobEventName } from '@/lib/jobs/events'
import { finishProof } from './keep'
import { attack, wire } from './run'

const proofOf = (data: unknown): string => String((data as { payload?: { proof?: string } }).payload?.proof ?? '')

/** Attacks this installation through its own front door, and keeps the sheet. */
export const proveIsolation = inngest.createFunction(
  {
    id: 'prove-isolation',
    name: 'Proof of the walls between organizations',
    // What a broken attempt made is left; another one would make it again.
    retries: 0,
    triggers: [{ event: jobEventName('proof.asked') }],
    concurrency: { limit: 1 },
    onFailure: async ({ event }) => finishProof(proofOf(event.data.event.data), null),
  },
  async ({ event, step }) =>
    step.run('attack', async () => {
      const sections = await attack(wire(env().LOBBY_URL))
      await finishProof(proofOf(event.data), sections)
      return sections.map(({ part, asked, findings }) => ({ part, asked, found: findings.length }))
    }),
)
