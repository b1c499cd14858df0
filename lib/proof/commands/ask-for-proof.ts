import { definePlatformCommand } from '@/lib/core/account-command'
import { defineCommand } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { beginProof, proofConflicts } from '../keep'
import { noInput } from '../schema'

/** Asks for a proof of the walls of this installation; a job runs it. @throws 409 while one runs · `TOO_SOON` */
export const askForProof = defineCommand({
  name: 'proof.ask',
  permission: 'organization.audit.view',
  input: noInput,
  conflicts: proofConflicts,
  async run({ tx, ctx }) {
    const id = await beginProof(tx, true)
    const subject = { type: 'organization' as const, id: ctx.organization.id }
    return changed({ id }, { type: 'proof.asked', subject, payload: { proof: id } })
  },
})

/** The same for the platform, which need not wait for the last one to grow old. @throws 401 · 403 · 409 while one runs */
export const askForProofByPlatform = definePlatformCommand({
  name: 'platform.ask_for_proof',
  input: noInput,
  conflicts: proofConflicts,
  async run({ tx }) {
    const id = await beginProof(tx, false)
    return { data: { id }, events: [{ type: 'proof.asked', subject: { type: 'proof', id }, payload: { proof: id } }] }
  },
})
