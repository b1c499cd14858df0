import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { teams } from '@/db/schema/organizations'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { listTeamsInput, teamRefInput } from './schema'

// Written out: in a select over one table drizzle leaves the table's name away, and these columns must name it.
const membersOf = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name) order by m.name, m.id)
  from team_members tm join members m on m.organization_id = tm.organization_id and m.id = tm.member_id and m.status <> 'left'
  where tm.organization_id = teams.organization_id and tm.team_id = teams.id), '[]')`

const selection = { id: teams.id, name: teams.name, members: membersOf, version: teams.version }

/** Teams by name, with who is in them. */
export const listTeams = defineQuery({
  name: 'teams.list',
  permission: 'organization.members.view',
  input: listTeamsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const q = input.q?.toLowerCase()
    const rows = await tx
      .select({ ...selection, sortName: sql<string>`lower(${teams.name})` })
      .from(teams)
      .where(
        and(
          eq(teams.organizationId, ctx.organization.id),
          isNull(teams.deletedAt),
          q ? sql`position(${q} in lower(${teams.name})) > 0` : undefined,
          after ? sql`(lower(${teams.name}), ${teams.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(sql`lower(${teams.name})`, asc(teams.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.sortName, row.id],
      ({ sortName: _, ...team }) => team,
    )
  },
})

/** One team with who is in it. @throws 404 */
export const getTeam = defineQuery({
  name: 'teams.get',
  permission: 'organization.members.view',
  one: true,
  input: teamRefInput,
  async run({ tx, ctx, input }) {
    const [team] = await tx
      .select(selection)
      .from(teams)
      .where(and(eq(teams.organizationId, ctx.organization.id), eq(teams.id, input.team), isNull(teams.deletedAt)))
    if (!team) throw notFound()
    return team
  },
})

export type Team = Awaited<ReturnType<typeof getTeam>>
