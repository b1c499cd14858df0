import { and, eq, isNull, sql } from 'drizzle-orm'
import { invitationProjects, invitationRoles, invitations, invitationTeams } from '@/db/schema/invitations'
import { teams } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { limit } from '@/lib/core/rate-limit'
import { takesInvitations } from '@/lib/mail/delivery'
import { invitationRefInput } from '../schema'
import { requireGrantable } from './invite'

/**
 * Sends an open invitation again: the same link, for another seven days. Whoever sends it stands for it from now on, so
 * it must be theirs to give. @throws 400 at `roleIds` · 404 · 429 after a few mails an hour
 */
export const resendInvitation = defineCommand({
  name: 'invitations.resend',
  permission: 'organization.members.invite',
  input: invitationRefInput,
  before: ({ ctx, input }) => limit('mail', `invitation:${ctx.organization.id}:${input.invitation}`),
  async run({ tx, ctx, input }) {
    const organizationId = ctx.organization.id
    const id = input.invitation
    const [open] = await tx
      .select()
      .from(invitations)
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.id, id),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .for('update')
    if (!open) throw notFound()
    const [named, wanted, joined] = await Promise.all([
      tx
        .select({ id: invitationRoles.roleId })
        .from(invitationRoles)
        .where(and(eq(invitationRoles.organizationId, organizationId), eq(invitationRoles.invitationId, id))),
      tx
        .select({ id: invitationProjects.projectId })
        .from(invitationProjects)
        .where(and(eq(invitationProjects.organizationId, organizationId), eq(invitationProjects.invitationId, id))),
      // A team that was dissolved since is left out, as it is when the invitation is accepted.
      tx
        .select({ id: invitationTeams.teamId })
        .from(invitationTeams)
        .innerJoin(
          teams,
          and(eq(teams.organizationId, organizationId), eq(teams.id, invitationTeams.teamId), isNull(teams.deletedAt)),
        )
        .where(and(eq(invitationTeams.organizationId, organizationId), eq(invitationTeams.invitationId, id))),
    ])
    const ids = (rows: { id: string }[]) => rows.map((row) => row.id)
    await requireGrantable(tx, ctx, {
      roleIds: ids(named),
      clientId: open.clientId ?? undefined,
      projectIds: ids(wanted),
      teamIds: ids(joined),
    })
    await tx
      .update(invitations)
      .set({ expiresAt: sql`now() + interval '7 days'`, invitedById: memberOf(ctx) })
      .where(and(eq(invitations.organizationId, organizationId), eq(invitations.id, id)))
    return changed(
      { id, mailed: await takesInvitations(tx, open.email) },
      { type: 'invitation.resent', subject: { type: 'invitation', id }, after: { email: open.email } },
    )
  },
})
