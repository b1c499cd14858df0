import { recordAccount } from '@/lib/core/account-command'
import { inPlatform } from '@/lib/core/transaction'
import { inngest } from '@/lib/integrations/inngest'

/** A run of a job is nobody’s, and has no id of the database’s kind. */
const noId = '00000000-0000-0000-0000-000000000000'
const id = 'note-failures'

/** Writes into the platform's trail that a job gave up: which one and which run, and nothing of what it was about. */
export const noteFailures = inngest.createFunction(
  { id, name: 'Notes jobs that gave up', retries: 3, triggers: [{ event: 'inngest/function.failed' }] },
  async ({ event, step }) => {
    const { function_id: job, run_id: run } = event.data as { function_id: string; run_id: string }
    if (job.endsWith(id)) return
    await step.run('note', () => noteFailure(job, run))
  },
)

/** One entry for one run that failed. */
export const noteFailure = (job: string, run: string) =>
  inPlatform((tx) =>
    recordAccount(tx, { id: run, address: null }, [
      {
        type: 'job.failed',
        subject: { type: 'job', id: noId, name: job.replace(/^lobby-/, '') },
        actor: { userId: null, name: 'Lobby' },
        after: { run },
        quiet: true,
      },
    ]),
  )
