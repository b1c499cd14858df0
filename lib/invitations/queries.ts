import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { invitationRoles, invitations, invitationTeams } from '@/db/schema/invitations'
import { members, roles, teams } from '@/db/schema/organizations'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { secretFor } from '@/lib/core/secret'
import { listInvitationsInput } from './schema'

/** Open invitations, newest first, each with its link to copy. */
export const listInvitations = defineQuery({
  name: 'invitations.list',
  permission: 'organization.members.invite',
  input: listInvitationsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 1)
    const rows = await tx
      .select({
        id: invitations.id,
        email: invitations.email,
        name: invitations.name,
        createdAt: invitations.createdAt,
        expiresAt: invitations.expiresAt,
        expired: sql<boolean>`${invitations.expiresAt} <= now()`,
        invitedBy: { id: members.id, name: members.name },
        client: { id: clients.id, name: clients.name },
        roles: sql<string[]>`(select jsonb_agg(${roles.name} order by ${roles.name}) from ${invitationRoles}
          join ${roles} on ${roles.organizationId} = ${invitationRoles.organizationId} and ${roles.id} = ${invitationRoles.roleId}
          where ${invitationRoles.organizationId} = ${invitations.organizationId} and ${invitationRoles.invitationId} = ${invitations.id})`,
        teams: sql<string[]>`coalesce((select jsonb_agg(${teams.name} order by ${teams.name}) from ${invitationTeams}
          join ${teams} on ${teams.organizationId} = ${invitationTeams.organizationId} and ${teams.id} = ${invitationTeams.teamId} and ${teams.deletedAt} is null
          where ${invitationTeams.organizationId} = ${invitations.organizationId} and ${invitationTeams.invitationId} = ${invitations.id}), '[]')`,
      })
      .from(invitations)
      .innerJoin(
        members,
        and(eq(members.organizationId, invitations.organizationId), eq(members.id, invitations.invitedById)),
      )
      .leftJoin(
        clients,
        and(eq(clients.organizationId, invitations.organizationId), eq(clients.id, invitations.clientId)),
      )
      .where(
        and(
          eq(invitations.organizationId, ctx.organization.id),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          after ? sql`${invitations.id} < ${after[0]}::uuid` : undefined,
        ),
      )
      .orderBy(desc(invitations.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => ({ ...row, path: `/invitation/${secretFor('invitation', row.id)}` }),
    )
  },
})
