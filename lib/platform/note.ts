import { type RequestInfo, recordAccount } from '@/lib/core/account-command'
import { inPlatform, type Person } from '@/lib/core/transaction'

/** Writes what a platform admin did with a job into the platform's trail. */
export const noteJobAct = (request: RequestInfo, person: Person, type: 'job.retried' | 'job.cancelled', run: string) =>
  inPlatform((tx) =>
    recordAccount(tx, request, [
      {
        type,
        subject: { type: 'user', id: person.id },
        actor: { userId: person.id, name: person.name },
        payload: { run },
        quiet: true,
      },
    ]),
  )
