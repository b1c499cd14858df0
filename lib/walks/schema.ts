import { z } from 'zod'
import { idInput } from '@/lib/core/text'
import { permissionsInput } from '@/lib/roles/schema'

/**
 * With whose eyes: a member's as they are; a holder's of a role with the draft in place of what is saved; or, without a
 * member, those of an imagined newcomer who holds the draft alone.
 */
export const startWalkInput = z
  .strictObject({
    member: idInput.optional(),
    role: idInput.optional(),
    permissions: permissionsInput.optional(),
  })
  .refine(({ member, role }) => member || role, { path: ['member'], message: 'Choose a person or a role.' })
  .refine(({ role, permissions }) => !permissions || role, {
    path: ['role'],
    message: 'Say which role these permissions are a draft of.',
  })

export const noWalkInput = z.strictObject({})
