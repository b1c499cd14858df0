import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import { contacts } from '@/db/schema/clients'
import { invitationProjects, invitationRoles, invitations, invitationTeams } from '@/db/schema/invitations'
import { memberRoles, members, roles, teamMembers } from '@/db/schema/organizations'
import { projectMembers, projectShares, projects } from '@/db/schema/projects'
import { newId } from '@/lib/core/command'
import { type Context, contextFrom, type OrganizationId } from '@/lib/core/context'
import { AppError, conflict, notFound } from '@/lib/core/errors'
import { record } from '@/lib/core/outbox'
import { askMember, type InvitationAnswer, type Tx } from '@/lib/core/transaction'
import { grantableRoles, grantableTeams, requireGrantableClient, requireGrantableProjects } from './commands/invite'

export type Newcomer = { userId: string; name: string; email: string }

/** What the inviter may do now, not when they invited: nobody can grant more than they hold at acceptance. */
async function inviterContext(
  invitation: InvitationAnswer,
  invitedById: string,
  request: Context['request'],
): Promise<Context> {
  const answer = await askMember(invitation.organizationId, invitedById)
  if (!answer) throw conflict('INVITER_GONE', 'The person who invited you has left. Ask for a new invitation.')
  return contextFrom(answer, 'job', request)
}

/** Makes the newcomer a member as the invitation says, inside a transaction of its organization. @throws 404 · 409 */
export async function join(
  tx: Tx,
  invitation: InvitationAnswer,
  person: Newcomer,
  request: Context['request'],
): Promise<void> {
  const organizationId = invitation.organizationId as OrganizationId
  const [open] = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.id, invitation.id),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        sql`expires_at > now()`,
      ),
    )
    .returning()
  if (!open) throw notFound()

  const inviter = await inviterContext(invitation, open.invitedById, request)
  const named = await tx
    .select({ roleId: invitationRoles.roleId })
    .from(invitationRoles)
    .where(and(eq(invitationRoles.organizationId, organizationId), eq(invitationRoles.invitationId, open.id)))
  await requireRolesOn(
    tx,
    organizationId,
    named.map((row) => row.roleId),
  )
  const granted = await stillGiven(
    grantableRoles(
      tx,
      inviter,
      named.map((row) => row.roleId),
    ),
  )
  const joined = await tx
    .select({ id: invitationTeams.teamId })
    .from(invitationTeams)
    .where(and(eq(invitationTeams.organizationId, organizationId), eq(invitationTeams.invitationId, open.id)))
  const inTeams = await stillGiven(
    grantableTeams(
      tx,
      inviter,
      joined.map((row) => row.id),
    ),
  )

  await forgetRoles(tx, organizationId, person.userId)
  const [member] = await tx
    .insert(members)
    .values({ organizationId, id: newId(), ...person })
    .onConflictDoUpdate({
      target: [members.organizationId, members.userId],
      set: { status: 'active', leftAt: null, version: sql`${members.version} + 1` },
      setWhere: ne(members.status, 'suspended'),
    })
    .returning({ id: members.id })
  if (!member) throw conflict('SUSPENDED', 'You are suspended here. An invitation does not change that.')
  await tx
    .insert(memberRoles)
    .values(granted.map((role) => ({ organizationId, memberId: member.id, roleId: role.id })))
    .onConflictDoNothing()
  if (inTeams.length > 0)
    await tx
      .insert(teamMembers)
      .values(inTeams.map((team) => ({ organizationId, teamId: team.id, memberId: member.id })))
      .onConflictDoNothing()
  await tx
    .update(invitations)
    .set({ acceptedById: member.id })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.id, open.id)))

  const wanted = await tx
    .select({ id: projects.id, clientId: projects.clientId })
    .from(invitationProjects)
    .innerJoin(
      projects,
      and(
        eq(projects.organizationId, organizationId),
        eq(projects.id, invitationProjects.projectId),
        isNull(projects.deletedAt),
      ),
    )
    .where(and(eq(invitationProjects.organizationId, organizationId), eq(invitationProjects.invitationId, open.id)))
  const projectIds = wanted.map((project) => project.id)
  const clientId = open.clientId ?? undefined
  await stillGiven(requireGrantableClient(tx, inviter, clientId))
  await stillGiven(requireGrantableProjects(tx, inviter, { projectIds, clientId }))
  if (open.clientId)
    await joinAsContact(
      tx,
      organizationId,
      open.clientId,
      { ...person, memberId: member.id },
      projectIds,
      open.invitedById,
    )
  else if (projectIds.length > 0)
    await tx
      .insert(projectMembers)
      .values(projectIds.map((projectId) => ({ organizationId, projectId, memberId: member.id })))
      .onConflictDoNothing()

  const ctx: Context = {
    ...inviter,
    actor: {
      kind: 'session',
      memberId: member.id,
      userId: person.userId,
      name: person.name,
      email: person.email,
      owner: false,
      roles: [],
    },
  }
  await record(tx, ctx, [
    {
      type: 'invitation.accepted',
      subject: { type: 'member', id: member.id },
      after: {
        email: person.email,
        roles: granted.map((role) => role.name),
        ...(inTeams.length > 0 && { teams: inTeams.map((team) => team.name) }),
        clientId: open.clientId,
        projectIds,
      },
      payload: { invitedById: open.invitedById },
    },
  ])
}

/** Whoever comes knows nothing of the inviter’s rights, so it is said in words for them. @throws 409 `INVITER_HOLDS_LESS` */
const stillGiven = async <Given>(granted: Promise<Given>): Promise<Given> => {
  try {
    return await granted
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw conflict(
      'INVITER_HOLDS_LESS',
      'Whoever invited you may not give what this invitation gives any more. Ask for a new one.',
    )
  }
}

/** Whoever comes can do nothing about it, so it is said in words for them. @throws 409 `ROLE_OFF` */
async function requireRolesOn(tx: Tx, organizationId: OrganizationId, roleIds: string[]): Promise<void> {
  const [off] = await tx
    .select({ name: roles.name })
    .from(roles)
    .where(and(eq(roles.organizationId, organizationId), inArray(roles.id, roleIds), eq(roles.active, false)))
  if (off)
    throw conflict(
      'ROLE_OFF',
      `The role “${off.name}” that you are invited with is switched off. Ask whoever invited you.`,
    )
}

/** Whoever comes back holds what they are invited with now, not what they held when they left. */
const forgetRoles = (tx: Tx, organizationId: OrganizationId, userId: string) =>
  tx.delete(memberRoles).where(
    and(
      eq(memberRoles.organizationId, organizationId),
      inArray(
        memberRoles.memberId,
        tx
          .select({ id: members.id })
          .from(members)
          .where(
            and(eq(members.organizationId, organizationId), eq(members.userId, userId), eq(members.status, 'left')),
          ),
      ),
    ),
  )

type ContactPerson = Newcomer & { memberId: string }

async function joinAsContact(
  tx: Tx,
  organizationId: OrganizationId,
  clientId: string,
  person: ContactPerson,
  projectIds: string[],
  sharedById: string,
) {
  const [known] = await tx
    .update(contacts)
    .set({ memberId: person.memberId })
    .where(
      and(
        eq(contacts.organizationId, organizationId),
        eq(contacts.clientId, clientId),
        eq(contacts.email, person.email),
        isNull(contacts.deletedAt),
      ),
    )
    .returning({ id: contacts.id })
  const contactId = known?.id ?? newId()
  if (!known)
    await tx.insert(contacts).values({
      organizationId,
      id: contactId,
      clientId,
      name: person.name,
      email: person.email,
      memberId: person.memberId,
    })
  if (projectIds.length > 0)
    await tx
      .insert(projectShares)
      .values(projectIds.map((projectId) => ({ organizationId, projectId, contactId, clientId, sharedById })))
      .onConflictDoNothing()
}
