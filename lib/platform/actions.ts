'use server'
import { z } from 'zod'
import { accountAction } from '@/lib/core/action'
import { conflict } from '@/lib/core/errors'
import { cancelRun, retryRun } from '@/lib/integrations/jobs-console'
import { requirePlatformAdmin } from './access'
import { noteJobAct } from './note'

const runId = z.string().min(8).max(64)

/** Runs a job again from its beginning. */
export const retryJobRun = accountAction(async (request, id: string) => {
  const person = await requirePlatformAdmin()
  const answer = await retryRun(runId.parse(id))
  if (!answer) throw conflict('NOT_POSSIBLE', 'This run cannot be repeated, or the job service does not answer.')
  await noteJobAct(request, person, 'job.retried', id)
  return { id: answer.data.run_id }
})

/** Ends a run that waits or is under way. */
export const cancelJobRun = accountAction(async (request, id: string) => {
  const person = await requirePlatformAdmin()
  await cancelRun(runId.parse(id))
  await noteJobAct(request, person, 'job.cancelled', id)
  return { id }
})
