import { and, eq, inArray, sql } from 'drizzle-orm'
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

type Held = { id: string; key: string; name: string; permissions: unknown }

/** Active members with what they may do, in one query. What a role permits comes once, however many hold it. */
export async function activeMembers(tx: Tx, ctx: Context, ids?: string[]): Promise<Colleague[]> {
  if (ids?.length === 0) return []
  const first = sql`row_number() over (partition by ${roles.id} order by ${members.id}) = 1`
  const rows = await tx
    .select({
      member: members,
      role: { id: roles.id, key: roles.key, name: roles.name },
      permissions: sql`case when ${first} then ${roles.permissions} end`.mapWith(roles.permissions),
    })
    .from(members)
    .leftJoin(
      memberRoles,
      and(eq(memberRoles.organizationId, members.organizationId), eq(memberRoles.memberId, members.id)),
    )
    .leftJoin(
      roles,
      and(eq(roles.organizationId, members.organizationId), eq(roles.id, memberRoles.roleId), eq(roles.active, true)),
    )
    .where(
      and(
        eq(members.organizationId, ctx.organization.id),
        eq(members.status, 'active'),
        ids ? inArray(members.id, ids) : undefined,
      ),
    )
  const known = new Map<string, Held>()
  for (const { role, permissions } of rows)
    if (role && permissions !== null) known.set(role.id, { ...role, permissions })
  const people = new Map<string, { member: (typeof rows)[number]['member']; roles: Held[] }>()
  for (const { member, role } of rows) {
    const person = people.get(member.id) ?? { member, roles: [] }
    const held = role && known.get(role.id)
    if (held) person.roles.push(held)
    people.set(member.id, person)
  }
  // Who holds the same roles may do the same.
  const reckoned = new Map<string, Permissions>()
  const permissionsOf = (owner: boolean, held: Held[]): Permissions => {
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
