import { z } from 'zod'
import { passwordInput, secretInput } from '@/lib/accounts/schema'
import { pageInput } from '@/lib/core/page'
import { emailInput, idInput, line } from '@/lib/core/text'

export const inviteInput = z.strictObject({
  email: emailInput,
  name: line(100).optional(),
  roleIds: z.array(idInput).min(1, 'Choose at least one role.').max(10),
  /** For a client's contact: whose contact they are. */
  clientId: idInput.optional(),
  /** Projects they work on, or, for a contact, projects that are shared with them. */
  projectIds: z.array(idInput).max(50).default([]),
  /** Teams that a colleague is in from the start. */
  teamIds: z.array(idInput).max(20).default([]),
})

/** The same with a login that Lobby makes, where the address has none. */
export const createMemberInput = inviteInput.extend({ name: line(100, 'What is their name?') })

/** Many colleagues with the same roles; each address is answered on its own. */
export const inviteManyInput = z.strictObject({
  emails: z
    .array(z.string().trim().toLowerCase().min(1).max(254))
    .min(1, 'Enter at least one address.')
    .max(50, 'Invite at most 50 people at once.')
    .transform((emails) => [...new Set(emails)]),
  roleIds: inviteInput.shape.roleIds,
  projectIds: inviteInput.shape.projectIds,
  teamIds: inviteInput.shape.teamIds,
})

export const invitationRefInput = z.strictObject({ invitation: idInput })
export const listInvitationsInput = z.strictObject(pageInput)
export const acceptInput = z.strictObject({ secret: secretInput })
export const acceptAsNewInput = z.strictObject({
  secret: secretInput,
  name: line(100, 'What is your name?'),
  password: passwordInput,
})
