import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { inBin } from '@/lib/core/bin'
import { type Context, can, memberOf } from '@/lib/core/context'
import type { Conflicts } from '@/lib/core/database-errors'
import { AppError, invalidField, notFound } from '@/lib/core/errors'
import {
  catalogue,
  everything,
  mergePermissions,
  type Permission,
  type Permissions,
  readPermissions,
  uncovered,
} from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { activeMembers } from '@/lib/members/active'
import { beyondClient } from './policy'

export const roleConflicts: Conflicts = {
  roles_name_unique: { path: 'name', message: 'Another role has this name.' },
}

/** A role for a command: there for everybody who may see what roles there are. @throws 404 */
export async function findRole(tx: Tx, ctx: Context, id: string, deleted = false) {
  if (!can(ctx, 'organization.members.view')) throw notFound()
  const [role] = await tx
    .select()
    .from(roles)
    .where(
      and(
        eq(roles.organizationId, ctx.organization.id),
        eq(roles.id, id),
        deleted ? and(isNotNull(roles.deletedAt), inBin(roles.deletedAt)) : isNull(roles.deletedAt),
      ),
    )
  if (!role) throw notFound()
  return { ...role, permitted: true }
}

/** What the actor holds with every module switched on: what is off today gives nothing, but may be on tomorrow. */
export async function heldBy(tx: Tx, ctx: Context): Promise<Permissions> {
  if (ctx.actor.kind !== 'system' && ctx.actor.owner) return everything()
  const allOn = { ...ctx, organization: { ...ctx.organization, modulesOff: [] } }
  const [actor] = await activeMembers(tx, allOn, [memberOf(ctx)])
  return actor?.permissions ?? {}
}

const tooWide = (missing: Permission) =>
  new AppError(403, {
    code: 'TOO_WIDE',
    message: `This role lets people ${catalogue[missing].description}, further than you may yourself. Ask somebody who may.`,
    missing,
  })

/**
 * Nobody gives, keeps or changes what is wider than what they hold. @throws 403 `TOO_WIDE`, naming the first permission of
 * the catalogue that is, in whatever order the roles come
 */
export function requireCovered(held: Permissions, ...given: unknown[]): void {
  const missing = uncovered(held, mergePermissions(given.map(readPermissions)))
  if (missing) throw tooWide(missing)
}

/** @throws 400 at `permissions` when a client's role would give what is for the team */
export function requireForClient(key: string, permissions: Permissions): void {
  const missing = beyondClient(key, permissions)
  if (missing)
    throw invalidField('permissions', `A client may never ${catalogue[missing].description} this far.`, 'client_role')
}

/** The logins of the active members who hold a role, whose live channels must be asked for anew. */
export async function loginsHolding(tx: Tx, ctx: Context, roleId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: members.userId })
    .from(memberRoles)
    .innerJoin(
      members,
      and(eq(members.organizationId, memberRoles.organizationId), eq(members.id, memberRoles.memberId)),
    )
    .where(
      and(
        eq(memberRoles.organizationId, ctx.organization.id),
        eq(memberRoles.roleId, roleId),
        eq(members.status, 'active'),
      ),
    )
  return rows.map(({ userId }) => userId)
}
