import { and, asc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { members } from '@/db/schema/organizations'
import { decodeCursor, pageInput, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'

export const listMembersInput = z.strictObject({
  ...pageInput,
  q: z.string().max(100).optional(),
  status: z.enum(['active', 'suspended', 'left']).optional(),
})

// Written out: in a select over one table drizzle leaves the table's name away, and these columns must name it.
const rolesOf = sql<{ id: string; key: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name) order by r.name)
  from member_roles mr join roles r on r.organization_id = mr.organization_id and r.id = mr.role_id
  where mr.organization_id = members.organization_id and mr.member_id = members.id), '[]')`
const teamsOf = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
  from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id and t.deleted_at is null
  where tm.organization_id = members.organization_id and tm.member_id = members.id), '[]')`

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
