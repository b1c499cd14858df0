import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { listMembersInput, memberRefInput } from './schema'

// Written out: in a select over one table drizzle leaves the table's name away, and these columns must name it.
const rolesOf = sql<{ id: string; key: string; name: string; active: boolean }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name, 'active', r.active) order by r.name)
  from member_roles mr join roles r on r.organization_id = mr.organization_id and r.id = mr.role_id
  where mr.organization_id = members.organization_id and mr.member_id = members.id), '[]')`
const teamsOf = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.name)
  from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id and t.deleted_at is null
  where tm.organization_id = members.organization_id and tm.member_id = members.id), '[]')`

const seenAt = sql<Date | null>`(select seen.seen_at from member_sightings seen
  where seen.organization_id = members.organization_id and seen.member_id = members.id)`
const seenOrNever = sql`coalesce(${seenAt}, 'epoch')`

const selection = {
  id: members.id,
  name: members.name,
  email: members.email,
  status: members.status,
  owner: members.isOwner,
  createdAt: members.createdAt,
  version: members.version,
  lastSeenAt: seenAt.mapWith(members.createdAt),
  roles: rolesOf,
  teams: teamsOf,
}

/** Members by name or by when they were here last, with their roles and teams. */
export const listMembers = defineQuery({
  name: 'members.list',
  permission: 'organization.members.view',
  input: listMembersInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const q = input.q?.toLowerCase()
    const bySeen = input.sort === 'seen'
    const rows = await tx
      .select({
        ...selection,
        sortName: sql<string>`lower(${members.name})`,
        sortSeen: sql<string>`${seenOrNever}::text`,
      })
      .from(members)
      .where(
        and(
          eq(members.organizationId, ctx.organization.id),
          input.status ? eq(members.status, input.status) : undefined,
          input.role
            ? sql`exists (select 1 from member_roles held where held.organization_id = members.organization_id
                and held.member_id = members.id and held.role_id = ${input.role})`
            : undefined,
          input.team
            ? sql`exists (select 1 from team_members tm join teams t on t.organization_id = tm.organization_id and t.id = tm.team_id
                and t.deleted_at is null where tm.organization_id = members.organization_id and tm.member_id = members.id
                and tm.team_id = ${input.team})`
            : undefined,
          q ? sql`(position(${q} in lower(${members.name})) > 0 or position(${q} in ${members.email}) > 0)` : undefined,
          input.unseenDays ? sql`${seenOrNever} < now() - make_interval(days => ${input.unseenDays})` : undefined,
          after && bySeen
            ? sql`(${seenOrNever}, ${members.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
            : undefined,
          after && !bySeen
            ? sql`(lower(${members.name}), ${members.id}) > (${after[0]}, ${after[1]}::uuid)`
            : undefined,
        ),
      )
      .orderBy(
        ...(bySeen ? [sql`${seenOrNever} desc`, desc(members.id)] : [sql`lower(${members.name})`, asc(members.id)]),
      )
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [bySeen ? row.sortSeen : row.sortName, row.id],
      ({ sortName: _, sortSeen: __, ...member }) => member,
    )
  },
})
/** One member with their roles and teams. @throws 404 */
export const getMember = defineQuery({
  name: 'members.get',
  permission: 'organization.members.view',
  one: true,
  input: memberRefInput,
  async run({ tx, ctx, input }) {
    const [member] = await tx
      .select(selection)
      .from(members)
      .where(and(eq(members.organizationId, ctx.organization.id), eq(members.id, input.member)))
    if (!member) throw notFound()
    return member
  },
})
export type Member = Awaited<ReturnType<typeof listMembers>>['items'][number]
