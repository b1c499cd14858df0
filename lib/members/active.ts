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

/** Active members with what they may do, in one query. */
export async function activeMembers(tx: Tx, ctx: Context, ids?: string[]): Promise<Colleague[]> {
  if (ids?.length === 0) return []
  const rows = await tx
    .select({
      member: members,
      role: { id: roles.id, key: roles.key, name: roles.name, permissions: roles.permissions },
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
  const people = new Map<
    string,
    {
      member: (typeof rows)[number]['member']
      roles: { id: string; key: string; name: string; permissions: unknown }[]
    }
  >()
  for (const { member, role } of rows) {
    const person = people.get(member.id) ?? { member, roles: [] }
    if (role) person.roles.push(role)
    people.set(member.id, person)
  }
  return [...people.values()].map(({ member, roles: held }) => ({
    id: member.id,
    userId: member.userId,
    name: member.name,
    email: member.email,
    owner: member.isOwner,
    roleKeys: held.map((role) => role.key),
    roles: held.map(({ id, name, permissions }) => ({ id, name, permissions })),
    permissions: effectivePermissions(member.isOwner, held, ctx.organization.modulesOff),
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
