import { and, eq, inArray } from 'drizzle-orm'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { type Context, effectivePermissions } from '@/lib/core/context'
import { invalidField } from '@/lib/core/errors'
import type { Permissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'

export type Colleague = {
  id: string
  userId: string
  name: string
  email: string
  owner: boolean
  roleKeys: string[]
  /** Those that are switched on. */
  roles: { id: string; name: string; permissions: unknown }[]
  permissions: Permissions
}

/** Active members with what they may do, in one flight. Each role is read once, however many hold it. */
export async function activeMembers(tx: Tx, ctx: Context, ids?: string[]): Promise<Colleague[]> {
  if (ids?.length === 0) return []
  const ofMember = and(eq(memberRoles.organizationId, members.organizationId), eq(memberRoles.memberId, members.id))
  const [rows, active] = await Promise.all([
    tx
      .select({ member: members, roleId: memberRoles.roleId })
      .from(members)
      .leftJoin(memberRoles, ofMember)
      .where(
        and(
          eq(members.organizationId, ctx.organization.id),
          eq(members.status, 'active'),
          ids ? inArray(members.id, ids) : undefined,
        ),
      ),
    tx
      .select({ id: roles.id, key: roles.key, name: roles.name, permissions: roles.permissions })
      .from(roles)
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.active, true))),
  ])
  const known = new Map(active.map((role) => [role.id, role]))
  const people = new Map<string, { member: (typeof rows)[number]['member']; roles: typeof active }>()
  for (const { member, roleId } of rows) {
    const person = people.get(member.id) ?? { member, roles: [] }
    const role = known.get(roleId ?? '')
    if (role) person.roles.push(role)
    people.set(member.id, person)
  }
  // Who holds the same roles may do the same.
  const reckoned = new Map<string, Permissions>()
  const permissionsOf = (owner: boolean, held: typeof active): Permissions => {
    const alike = owner
      ? 'owner'
      : held
          .map(({ id }) => id)
          .sort()
          .join()
    const permissions = reckoned.get(alike) ?? effectivePermissions(owner, held, ctx.organization.modulesOff)
    reckoned.set(alike, permissions)
    return permissions
  }
  return [...people.values()].map(({ member, roles: held }) => ({
    id: member.id,
    userId: member.userId,
    name: member.name,
    email: member.email,
    owner: member.isOwner,
    roleKeys: held.map((role) => role.key),
    roles: held.map(({ id, name, permissions }) => ({ id, name, permissions })),
    permissions: permissionsOf(member.isOwner, held),
  }))
}

/** The context of a colleague, to ask what they could see; never to act. */
export const asSeenBy = (ctx: Context, person: Colleague): Context => ({
  ...ctx,
  actor: {
    kind: 'job',
    memberId: person.id,
    userId: person.userId,
    name: person.name,
    email: person.email,
    owner: person.owner,
    roles: [],
  },
  permissions: person.permissions,
})

/**
 * The people named in a request, who must be active colleagues: those who may see the list of members.
 * @throws 400 at `path` when one is absent, suspended or a client's contact
 */
export async function requireColleagues(
  tx: Tx,
  ctx: Context,
  path: string,
  ids: (string | null | undefined)[],
): Promise<Colleague[]> {
  const wanted = [...new Set(ids.filter((id): id is string => !!id))]
  const found = await activeMembers(tx, ctx, wanted)
  const colleagues = found.filter((person) => person.permissions['organization.members.view'])
  if (colleagues.length !== wanted.length) throw invalidField(path, 'Choose an active colleague.')
  return colleagues
}
