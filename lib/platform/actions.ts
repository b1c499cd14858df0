'use server'
import { z } from 'zod'
import { accountAction, loginAction } from '@/lib/core/action'
import { conflict } from '@/lib/core/errors'
import { cancelRun, retryRun } from '@/lib/integrations/jobs-console'
import { requirePlatformAdmin } from './access'
import * as admins from './commands/appoint-admin'
import * as create from './commands/create-organization'
import * as disable from './commands/disable-user'
import * as ends from './commands/end-user-sessions'
import * as verification from './commands/resend-verification'
import * as turns from './commands/turn-organization'
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

export const createOrganization = loginAction(create.createOrganization)
export const suspendOrganization = loginAction(turns.suspendOrganization)
export const reinstateOrganization = loginAction(turns.reinstateOrganization)
export const archiveOrganization = loginAction(turns.archiveOrganization)
export const restoreOrganization = loginAction(turns.restoreOrganization)
export const disableUser = loginAction(disable.disableUser)
export const enableUser = loginAction(disable.enableUser)
export const endUserSessions = loginAction(ends.endUserSessions)
export const resendVerification = loginAction(verification.resendVerification)
export const appointAdmin = loginAction(admins.appointAdmin)
export const dismissAdmin = loginAction(admins.dismissAdmin)
