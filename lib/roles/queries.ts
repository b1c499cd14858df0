import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { roles } from '@/db/schema/organizations'
import { defineQuery } from '@/lib/core/query'

/** The organization's roles; everybody who sees members may see what their roles are. */
export const listRoles = defineQuery({
  name: 'roles.list',
  permission: 'organization.members.view',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const rows = await tx
      .select({
        id: roles.id,
        key: roles.key,
        name: roles.name,
        description: roles.description,
        builtin: roles.builtin,
        active: roles.active,
        permissions: roles.permissions,
      })
      .from(roles)
      .where(eq(roles.organizationId, ctx.organization.id))
      .orderBy(asc(roles.name))
    return { items: rows, nextCursor: null }
  },
})
