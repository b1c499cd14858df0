import { and, eq, isNull, sql } from 'drizzle-orm'
import { invitations } from '@/db/schema/invitations'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { invitationRefInput } from '../schema'

/** Takes an open invitation back; its link stops working. */
export const revokeInvitation = defineCommand({
  name: 'invitations.revoke',
  permission: 'organization.members.invite',
  input: invitationRefInput,
  async run({ tx, ctx, input }) {
    const here = and(eq(invitations.organizationId, ctx.organization.id), eq(invitations.id, input.invitation))
    const [found] = await tx.select().from(invitations).where(here)
    if (!found) throw notFound()
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(here, isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id })
    if (!revoked) return unchanged({ id: input.invitation })
    return changed(
      { id: input.invitation },
      {
        type: 'invitation.revoked',
        subject: { type: 'invitation', id: input.invitation },
        before: { email: found.email },
      },
    )
  },
})
