import { and, eq, sql } from 'drizzle-orm'
import { roles } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { changed, unchanged } from '@/lib/core/events'
import { findRole, heldBy, loginsHolding, requireCovered } from '../find'
import { setRoleActiveInput } from '../schema'

/** Switches a role on or off. Whoever holds it keeps it; while it is off it gives nothing. @throws 403 `TOO_WIDE` */
export const setRoleActive = defineCommand({
  name: 'roles.set_active',
  permission: 'organization.roles.manage',
  input: setRoleActiveInput,
  find: ({ tx, ctx, input }) => findRole(tx, ctx, input.role),
  async run({ tx, ctx, input: { active }, subject }) {
    const { id } = subject
    requireCovered(await heldBy(tx, ctx), subject.permissions)
    const [row] = await tx
      .update(roles)
      .set({ active, version: sql`${roles.version} + 1` })
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.id, id), eq(roles.active, !active)))
      .returning({ version: roles.version })
    if (!row) return unchanged({ id })
    return changed(
      { id },
      {
        type: active ? 'role.activated' : 'role.deactivated',
        subject: { type: 'role', id },
        before: { name: subject.name, active: !active },
        after: { name: subject.name, active },
        payload: active ? {} : { disconnect: await loginsHolding(tx, ctx, id) },
      },
    )
  },
})
