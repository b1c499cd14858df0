import { and, asc, eq } from 'drizzle-orm'
import { memberRoles, members, roles } from '@/db/schema/organizations'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

/** A member with the roles they hold, for a command: there for everybody who may see members. @throws 404 */
export async function findMember(tx: Tx, ctx: Context, id: string) {
  if (!can(ctx, 'organization.members.view')) throw notFound()
  const here = and(eq(members.organizationId, ctx.organization.id), eq(members.id, id))
  const [[member], held] = await Promise.all([
    tx.select().from(members).where(here),
    tx
      .select({ id: roles.id, key: roles.key, name: roles.name, permissions: roles.permissions })
      .from(memberRoles)
      .innerJoin(roles, and(eq(roles.organizationId, memberRoles.organizationId), eq(roles.id, memberRoles.roleId)))
      .where(and(eq(memberRoles.organizationId, ctx.organization.id), eq(memberRoles.memberId, id)))
      .orderBy(asc(roles.name)),
  ])
  if (!member) throw notFound()
  return { ...member, held, permitted: true }
}
