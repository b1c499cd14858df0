import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { roles } from '@/db/schema/organizations'
import { decodeCursor, pageInput, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'

/** The organization's roles by name; everybody who sees members may see what their roles are. */
export const listRoles = defineQuery({
  name: 'roles.list',
  permission: 'organization.members.view',
  input: z.strictObject(pageInput),
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
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
      .where(
        and(
          eq(roles.organizationId, ctx.organization.id),
          after ? sql`(${roles.name}, ${roles.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(asc(roles.name), asc(roles.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (role) => [role.name, role.id],
      (role) => role,
    )
  },
})
