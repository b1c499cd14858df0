import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { members, teamMembers, teams } from '@/db/schema/organizations'
import { inBin } from '@/lib/core/bin'
import { type Context, can } from '@/lib/core/context'
import type { Conflicts } from '@/lib/core/database-errors'
import { notFound } from '@/lib/core/errors'
import type { Tx } from '@/lib/core/transaction'

export const teamConflicts: Conflicts = {
  teams_name_unique: { path: 'name', message: 'Another team has this name.' },
}

/** A team with its people, for a command: there for everybody who may see members. @throws 404 */
export async function findTeam(tx: Tx, ctx: Context, id: string, deleted = false) {
  if (!can(ctx, 'organization.members.view')) throw notFound()
  const [[team], people] = await Promise.all([
    tx
      .select()
      .from(teams)
      .where(
        and(
          eq(teams.organizationId, ctx.organization.id),
          eq(teams.id, id),
          deleted ? and(isNotNull(teams.deletedAt), inBin(teams.deletedAt)) : isNull(teams.deletedAt),
        ),
      ),
    tx
      .select({ id: members.id, name: members.name, userId: members.userId })
      .from(teamMembers)
      .innerJoin(
        members,
        and(eq(members.organizationId, teamMembers.organizationId), eq(members.id, teamMembers.memberId)),
      )
      .where(and(eq(teamMembers.organizationId, ctx.organization.id), eq(teamMembers.teamId, id)))
      .orderBy(asc(members.name), asc(members.id)),
  ])
  if (!team) throw notFound()
  return { ...team, people, permitted: true }
}
