import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { roles } from '@/db/schema/organizations'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { listRolesInput, roleRefInput } from './schema'
import { showRole } from './show'

// Written out: in a select over one table drizzle leaves the table's name away, and this column must name it.
const holders = sql<number>`(select count(*)::int from member_roles mr
  join members m on m.organization_id = mr.organization_id and m.id = mr.member_id and m.status <> 'left'
  where mr.organization_id = roles.organization_id and mr.role_id = roles.id)`

/** The organization's roles by name; everybody who sees members may see what their roles are. */
export const listRoles = defineQuery({
  name: 'roles.list',
  permission: 'organization.members.view',
  input: listRolesInput,
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
        version: roles.version,
        holders,
      })
      .from(roles)
      .where(
        and(
          eq(roles.organizationId, ctx.organization.id),
          isNull(roles.deletedAt),
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
export type Role = Awaited<ReturnType<typeof listRoles>>['items'][number]

/** One role with how many hold it; `members.list` with `role` names them. @throws 404 */
export const getRole = defineQuery({
  name: 'roles.get',
  permission: 'organization.members.view',
  one: true,
  input: roleRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .select({ role: roles, holders })
      .from(roles)
      .where(and(eq(roles.organizationId, ctx.organization.id), eq(roles.id, input.role), isNull(roles.deletedAt)))
    if (!row) throw notFound()
    return { ...showRole(row.role), holders: row.holders }
  },
})
