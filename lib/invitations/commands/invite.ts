import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { clients, contacts } from '@/db/schema/clients'
import { invitationProjects, invitationRoles, invitations, invitationTeams } from '@/db/schema/invitations'
import { members, roles, teams } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { reachesClient, visibleClients } from '@/lib/clients/queries'
import { defineCommand, newId } from '@/lib/core/command'
import { type Context, can, memberOf } from '@/lib/core/context'
import type { Conflicts } from '@/lib/core/database-errors'
import { conflict, invalidField } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { covers, readPermissions } from '@/lib/core/permissions'
import { hashSecret, secretFor } from '@/lib/core/secret'
import type { Tx } from '@/lib/core/transaction'
import { takesInvitations } from '@/lib/mail/delivery'
import { reaches, visibleProjects } from '@/lib/projects/queries'
import { heldBy } from '@/lib/roles/find'
import { clientKey } from '@/lib/roles/policy'
import { inviteInput } from '../schema'

export const invitationConflicts: Conflicts = {
  invitations_open_unique: { path: 'email', message: 'There is an open invitation for this address.' },
}

/** The roles named, which must exist, be active and give no more than the actor holds. @throws 400 at `roleIds` */
export async function grantableRoles(tx: Tx, ctx: Context, roleIds: string[]) {
  const found = await tx
    .select()
    .from(roles)
    .where(and(eq(roles.organizationId, ctx.organization.id), inArray(roles.id, roleIds), isNull(roles.deletedAt)))
  if (found.length !== new Set(roleIds).size) throw invalidField('roleIds', 'One of these roles does not exist.')
  const off = found.find((role) => !role.active)
  if (off) throw invalidField('roleIds', `“${off.name}” is switched off. Switch it on, or choose another role.`, 'off')
  const held = await heldBy(tx, ctx)
  const tooWide = found.find((role) => !covers(held, readPermissions(role.permissions)))
  if (tooWide) throw invalidField('roleIds', `“${tooWide.name}” gives more than you hold yourself.`, 'too_wide')
  return found
}

/** The teams named that are there; to put people into one is theirs who manage teams. @throws 400 at `teamIds` */
export async function grantableTeams(tx: Tx, ctx: Context, teamIds: string[]) {
  if (teamIds.length === 0) return []
  if (!can(ctx, 'organization.teams.manage'))
    throw invalidField('teamIds', 'You may not put people into teams. Leave the teams empty.', 'too_wide')
  return tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(and(eq(teams.organizationId, ctx.organization.id), inArray(teams.id, teamIds), isNull(teams.deletedAt)))
}

/** The client that a contact joins, which the actor may change, as for every new contact. @throws 400 at `clientId` */
export async function requireGrantableClient(tx: Tx, ctx: Context, clientId: string | undefined) {
  if (!clientId) return
  const [client] = await tx
    .select({ permitted: reachesClient(ctx, 'crm.clients.edit') })
    .from(clients)
    .where(and(visibleClients(ctx), eq(clients.id, clientId)))
  if (!client) throw invalidField('clientId', 'There is no such client.')
  if (!client.permitted) throw invalidField('clientId', 'You may not add contacts to this client.', 'too_wide')
}

/**
 * The projects named, seen by the actor and theirs to give: to a contact of their client by sharing, to a colleague by
 * putting them on the project. @throws 400 at `projectIds`
 */
export async function requireGrantableProjects(
  tx: Tx,
  ctx: Context,
  { projectIds, clientId }: Pick<Granted, 'projectIds' | 'clientId'>,
) {
  if (projectIds.length === 0) return
  const seen = await tx
    .select({
      title: projects.title,
      permitted: reaches(ctx, clientId ? 'projects.projects.share' : 'projects.projects.staff'),
    })
    .from(projects)
    .where(
      and(
        visibleProjects(ctx),
        inArray(projects.id, projectIds),
        clientId ? eq(projects.clientId, clientId) : undefined,
      ),
    )
  if (seen.length !== new Set(projectIds).size)
    throw invalidField(
      'projectIds',
      clientId ? 'Choose projects of this client.' : 'One of these projects does not exist.',
    )
  const beyond = seen.find(({ permitted }) => !permitted)?.title
  if (beyond)
    throw invalidField(
      'projectIds',
      clientId ? `You may not share “${beyond}”.` : `You may not put people on “${beyond}”.`,
      'too_wide',
    )
}

type Granted = { roleIds: string[]; clientId?: string; projectIds: string[]; teamIds: string[] }

/** What an invitation gives must be the actor's to give: roles they hold, a client, projects and teams they may change. @throws 400 */
export async function requireGrantable(tx: Tx, ctx: Context, { roleIds, clientId, projectIds, teamIds }: Granted) {
  const held = await grantableRoles(tx, ctx, roleIds)
  const asClient = held.some((role) => role.key === clientKey)
  if (asClient && held.length > 1)
    throw invalidField('roleIds', 'A client’s contact holds the client role and no other.', 'client_role')
  if (asClient && !clientId) throw invalidField('clientId', 'Choose the client that this contact belongs to.')
  await requireGrantableClient(tx, ctx, clientId)
  await requireGrantableProjects(tx, ctx, { projectIds, clientId })
  const joined = await grantableTeams(tx, ctx, teamIds)
  if (joined.length !== new Set(teamIds).size) throw invalidField('teamIds', 'One of these teams does not exist.')
  if (clientId && joined.length > 0) throw invalidField('teamIds', 'A client’s contact is in no team.', 'client_role')
  return { held, joined }
}

/** A client's contact may be one of another client as well; a colleague is never both. */
async function isContactOfAnother(
  tx: Tx,
  ctx: Context,
  { id, status }: { id: string; status: string },
  clientId: string | undefined,
): Promise<boolean> {
  if (status !== 'active' || !clientId) return false
  const theirs = await tx
    .select({ clientId: contacts.clientId })
    .from(contacts)
    .where(and(eq(contacts.organizationId, ctx.organization.id), eq(contacts.memberId, id), isNull(contacts.deletedAt)))
  return theirs.length > 0 && !theirs.some((contact) => contact.clientId === clientId)
}

/** An invitation is no way around a suspension: whoever may reinstate people does that. */
function alreadyThere(suspended: boolean) {
  const message = suspended ? 'This person is suspended. Reinstate them instead.' : 'This person is a member already.'
  return conflict('ALREADY_MEMBER', message, { errors: [{ path: 'email', code: 'taken', message }] })
}

/**
 * Asks a colleague or a client's contact to join, with roles, teams, client and projects in one step. The mail and the link to
 * copy carry the same secret; it works once, for seven days.
 * @returns `{ id, path, mailed }`: no mail goes to an address that takes none; its link can still be copied @throws 409 `ALREADY_MEMBER` · `ALREADY_INVITED`
 */
export const invite = defineCommand({
  name: 'invitations.create',
  permission: 'organization.members.invite',
  input: inviteInput,
  conflicts: invitationConflicts,
  async run({ tx, ctx, input }) {
    const organizationId = ctx.organization.id
    const { roleIds, projectIds, clientId } = input
    const { held, joined } = await requireGrantable(tx, ctx, input)
    const [present] = await tx
      .select({ id: members.id, status: members.status })
      .from(members)
      .where(
        and(eq(members.organizationId, organizationId), eq(members.email, input.email), ne(members.status, 'left')),
      )
    if (present && !(await isContactOfAnother(tx, ctx, present, clientId)))
      throw alreadyThere(present.status === 'suspended')
    // An invitation that ran out makes room for a new one.
    await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(invitations.organizationId, organizationId),
          eq(invitations.email, input.email),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
          sql`expires_at <= now()`,
        ),
      )
    const id = newId()
    const secret = secretFor('invitation', id)
    await tx.insert(invitations).values({
      organizationId,
      id,
      email: input.email,
      name: input.name ?? '',
      clientId,
      secretHash: hashSecret(secret),
      invitedById: memberOf(ctx),
      expiresAt: sql`now() + interval '7 days'`,
    })
    await tx
      .insert(invitationRoles)
      .values([...new Set(roleIds)].map((roleId) => ({ organizationId, invitationId: id, roleId })))
    if (projectIds.length > 0)
      await tx
        .insert(invitationProjects)
        .values([...new Set(projectIds)].map((projectId) => ({ organizationId, invitationId: id, projectId })))
    if (joined.length > 0)
      await tx
        .insert(invitationTeams)
        .values(joined.map((team) => ({ organizationId, invitationId: id, teamId: team.id })))
    return changed(
      { id, path: `/invitation/${secret}`, mailed: await takesInvitations(tx, input.email) },
      {
        type: 'invitation.created',
        subject: { type: 'invitation', id },
        after: {
          email: input.email,
          roles: held.map((role) => role.name),
          ...(joined.length > 0 && { teams: joined.map((team) => team.name) }),
          clientId,
          projectIds,
        },
      },
    )
  },
})
