import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberRoles, members, roles, teamMembers, teams } from '@/db/schema/organizations'
import { decodeCursor, pageInput, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'

export const listMembersInput = z.strictObject({
  ...pageInput,
  q: z.string().max(100).optional(),
  status: z.enum(['active', 'suspended', 'left']).optional(),
})

const rolesOf = sql<
  { id: string; key: string; name: string }[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', ${roles.id}, 'key', ${roles.key}, 'name', ${roles.name}) order by ${roles.name})
  from ${memberRoles} join ${roles} on ${roles.organizationId} = ${memberRoles.organizationId} and ${roles.id} = ${memberRoles.roleId}
  where ${memberRoles.organizationId} = ${members.organizationId} and ${memberRoles.memberId} = ${members.id}), '[]')`
const teamsOf = sql<
  { id: string; name: string }[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', ${teams.id}, 'name', ${teams.name}) order by ${teams.name})
  from ${teamMembers} join ${teams} on ${teams.organizationId} = ${teamMembers.organizationId} and ${teams.id} = ${teamMembers.teamId} and ${teams.deletedAt} is null
  where ${teamMembers.organizationId} = ${members.organizationId} and ${teamMembers.memberId} = ${members.id}), '[]')`

/** Members by name, with their roles and teams. */
export const listMembers = defineQuery({
  name: 'members.list',
  permission: 'organization.members.view',
  input: listMembersInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const q = input.q?.toLowerCase()
    const rows = await tx
      .select({
        id: members.id,
        name: members.name,
        email: members.email,
        status: members.status,
        owner: members.isOwner,
        createdAt: members.createdAt,
        version: members.version,
        roles: rolesOf,
        teams: teamsOf,
        sortName: sql<string>`lower(${members.name})`,
      })
      .from(members)
      .where(
        and(
          eq(members.organizationId, ctx.organization.id),
          input.status ? eq(members.status, input.status) : undefined,
          q ? sql`(position(${q} in lower(${members.name})) > 0 or position(${q} in ${members.email}) > 0)` : undefined,
          after ? sql`(lower(${members.name}), ${members.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(sql`lower(${members.name})`, asc(members.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.sortName, row.id],
      ({ sortName: _, ...member }) => member,
    )
  },
})
export type Member = Awaited<ReturnType<typeof listMembers>>['items'][number]
