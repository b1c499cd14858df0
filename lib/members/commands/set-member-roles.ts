import { and, eq, inArray, sql } from 'drizzle-orm'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { conflict, invalidField, stale } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { grantableRoles } from '@/lib/invitations/commands/invite'
import { heldBy, requireCovered } from '@/lib/roles/find'
import { clientKey } from '@/lib/roles/policy'
import { findMember } from '../find'
import { setMemberRolesInput } from '../schema'

/**
 * Decides which roles a member holds, as the complete list. It counts from their next request on, and their live
 * channels are asked for anew. @throws 400 at `roleIds` · 403 `TOO_WIDE` · 409 `OWNER`, `LEFT`, `STALE`
 */
export const setMemberRoles = defineCommand({
  name: 'members.set_roles',
  permission: 'organization.members.edit',
  input: setMemberRolesInput,
  find: ({ tx, ctx, input }) => findMember(tx, ctx, input.member),
  async run({ tx, ctx, input, subject }) {
    const { id, held, userId } = subject
    const organizationId = ctx.organization.id
    if (subject.isOwner) throw conflict('OWNER', 'The owner holds everything. Ownership is transferred, not changed.')
    if (subject.status === 'left') throw conflict('LEFT', 'This person has left. Invite them again.')
    if (subject.version !== input.version) throw stale({ id, version: subject.version, roles: held })
    const wanted = [...new Set(input.roleIds)]
    const added = wanted.filter((role) => !held.some((one) => one.id === role))
    const removed = held.filter((role) => !wanted.includes(role.id))
    if (added.length + removed.length === 0) return unchanged({ id, version: subject.version })

    if (held.some(({ key }) => key === clientKey))
      throw invalidField('roleIds', 'A client’s contact keeps the client role and gets no other.', 'client_role')
    if (id === ctx.actor.memberId && added.length > 0)
      throw invalidField('roleIds', 'You cannot give yourself a role.', 'own_roles')
    requireCovered(await heldBy(tx, ctx), ...held.map(({ permissions }) => permissions))
    const given = added.length > 0 ? await grantableRoles(tx, ctx, added) : []
    if (given.some(({ key }) => key === clientKey))
      throw invalidField('roleIds', 'Only a client’s contact holds this role. Invite them as one.', 'client_role')

    const [row] = await tx
      .update(members)
      .set({ version: sql`${members.version} + 1` })
      .where(and(eq(members.organizationId, organizationId), eq(members.id, id), eq(members.version, subject.version)))
      .returning({ version: members.version })
    if (!row) throw stale({ id, version: subject.version + 1 })
    if (removed.length > 0)
      await tx.delete(memberRoles).where(
        and(
          eq(memberRoles.organizationId, organizationId),
          eq(memberRoles.memberId, id),
          inArray(
            memberRoles.roleId,
            removed.map((role) => role.id),
          ),
        ),
      )
    if (added.length > 0)
      await tx.insert(memberRoles).values(added.map((roleId) => ({ organizationId, memberId: id, roleId })))
    const names = await tx
      .select({ name: roles.name })
      .from(roles)
      .where(and(eq(roles.organizationId, organizationId), inArray(roles.id, wanted)))
      .orderBy(roles.name)
    return changed(
      { id, version: row.version },
      {
        type: 'member.roles_changed',
        subject: { type: 'member', id },
        before: { name: subject.name, roles: held.map(({ name }) => name) },
        after: { name: subject.name, roles: names.map(({ name }) => name) },
        payload: { memberId: id, disconnect: [userId] },
      },
    )
  },
})
