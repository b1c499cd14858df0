import { and, eq, isNull, sql } from 'drizzle-orm'
import { roles } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { conflict, notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findRole, heldBy, requireCovered, roleConflicts } from '../find'
import { roleRefInput } from '../schema'

/** Puts a custom role that nobody holds into the bin. @throws 403 `TOO_WIDE` · 409 `BUILTIN_ROLE`, `ROLE_IN_USE` */
export const deleteRole = defineCommand({
  name: 'roles.delete',
  permission: 'organization.roles.manage',
  input: roleRefInput,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role),
  async run({ tx, ctx, subject: { id, builtin, name, permissions } }) {
    if (builtin) throw conflict('BUILTIN_ROLE', 'A built-in role stays. Deactivate it when nobody should use it.')
    requireCovered(await heldBy(tx, ctx), permissions)
    const [row] = await tx
      .update(roles)
      .set({ deletedAt: sql`now()`, active: false, version: sql`${roles.version} + 1` })
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.id, id), isNull(roles.deletedAt)))
      .returning({ id: roles.id })
    if (!row) throw notFound()
    return changed({ id }, { type: 'role.deleted', subject: { type: 'role', id }, before: { name } })
  },
})

/** Takes a role out of the bin and switches it on. @throws 403 `TOO_WIDE` · 409 `TAKEN` when its name is another’s now */
export const restoreRole = defineCommand({
  name: 'roles.restore',
  permission: 'organization.roles.manage',
  input: roleRefInput,
  conflicts: roleConflicts,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role, true),
  async run({ tx, ctx, subject: { id, name, permissions } }) {
    requireCovered(await heldBy(tx, ctx), permissions)
    await tx
      .update(roles)
      .set({ deletedAt: null, active: true, version: sql`${roles.version} + 1` })
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.id, id)))
    return changed({ id }, { type: 'role.restored', subject: { type: 'role', id }, after: { name } })
  },
})
