import { defineCommand } from '@/lib/core/command'
import { fromDatabase } from '@/lib/core/database-errors'
import { AppError } from '@/lib/core/errors'
import { unchanged } from '@/lib/core/events'
import { inviteManyInput } from '../schema'
import { invitationConflicts, invite, requireGrantable } from './invite'

export type InviteResult = { email: string; path?: string; mailed?: boolean; code?: string; message?: string }

/**
 * Invites many people with the same roles and projects; what is wrong with one address keeps nobody else out.
 * @returns one result per address @throws 400 when the roles or projects are not the actor’s to give
 */
export const inviteMany = defineCommand({
  name: 'invitations.create_many',
  permission: 'organization.members.invite',
  input: inviteManyInput,
  async run({ tx, ctx, input: { emails, ...given } }) {
    await requireGrantable(tx, ctx, given)
    const results: InviteResult[] = []
    for (const email of emails)
      try {
        const { path, mailed } = await tx.transaction((part) =>
          invite.within(part as unknown as typeof tx, ctx, { email, ...given }),
        )
        results.push({ email, path, mailed })
      } catch (thrown) {
        const error = fromDatabase(thrown, invitationConflicts)
        if (!(error instanceof AppError)) throw error
        const { code, message, errors } = error.problem
        results.push({ email, code, message: errors?.[0]?.message ?? message })
      }
    // Each invitation has written its own event.
    return unchanged({ results })
  },
})
