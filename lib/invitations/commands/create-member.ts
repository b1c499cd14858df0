import { makeLogin, temporaryPassword } from '@/lib/accounts/temporary-password'
import { defineCommand } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { createMemberInput } from '../schema'
import { invitationConflicts, invite } from './invite'

type Made = { id: string; path: string; mailed: boolean; password: string }

/**
 * Asks somebody to join and makes them a login with a temporary password, shown to the actor once: its first use chooses an
 * own password and accepts the invitation. An address that has a login keeps it and gets the invitation by mail; the
 * answer is the same, so it says nothing about who is known to Lobby. @throws as invite
 */
export const createMember = defineCommand({
  name: 'invitations.create_member',
  permission: 'organization.members.invite',
  input: createMemberInput,
  conflicts: invitationConflicts,
  reveal: (data: Made) => ({ ...data, password: temporaryPassword(data.id) }),
  async run({ tx, ctx, input }) {
    const { id, path, mailed } = await invite.within(tx, ctx, input)
    const invitation = { organizationId: ctx.organization.id, invitationId: id }
    await makeLogin(tx, { email: input.email, name: input.name, password: temporaryPassword(id), invitation })
    return changed(
      { id, path, mailed, password: '' },
      {
        type: 'invitation.password_made',
        subject: { type: 'invitation', id },
        after: { email: input.email },
      },
    )
  },
})
