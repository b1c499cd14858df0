import { and, eq, inArray, sql } from 'drizzle-orm'
import { teamMembers, teams } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { findTeam, teamConflicts } from '../find'
import { updateTeamInput } from '../schema'

/**
 * Renames a team and decides who is in it. Who leaves a team and those who stay lose sight of each other’s work: the live
 * channels of all of them are asked for anew. @throws 400 at `memberIds` · 409 `STALE`, `TAKEN` at `name`
 */
export const updateTeam = defineCommand({
  name: 'teams.update',
  permission: 'organization.teams.manage',
  input: updateTeamInput,
  conflicts: teamConflicts,
  find: ({ tx, ctx, input }) => findTeam(tx, ctx, input.team),
  async run({ tx, ctx, input, subject }) {
    const { id, people } = subject
    const organizationId = ctx.organization.id
    const shown = {
      id,
      name: subject.name,
      version: subject.version,
      members: people.map(({ id, name }) => ({ id, name })),
    }
    if (subject.version !== input.version) throw stale(shown)
    const wanted = new Set(input.memberIds ?? people.map((person) => person.id))
    const added = await requireColleagues(
      tx,
      ctx,
      'memberIds',
      [...wanted].filter((member) => !people.some((person) => person.id === member)),
    )
    const [kept, removed] = [people.filter(({ id }) => wanted.has(id)), people.filter(({ id }) => !wanted.has(id))]
    const names = (list: { name: string }[]) => list.map(({ name }) => name).sort()
    const name = input.name ?? subject.name
    const diff = difference({ name: subject.name, people: names(people) }, { name, people: names([...kept, ...added]) })
    if (!diff.changed) return unchanged({ id, version: subject.version })
    const [row] = await tx
      .update(teams)
      .set({ name, version: sql`${teams.version} + 1` })
      .where(and(eq(teams.organizationId, organizationId), eq(teams.id, id), eq(teams.version, input.version)))
      .returning({ version: teams.version })
    if (!row) throw stale(shown)
    if (removed.length > 0)
      await tx.delete(teamMembers).where(
        and(
          eq(teamMembers.organizationId, organizationId),
          eq(teamMembers.teamId, id),
          inArray(
            teamMembers.memberId,
            removed.map((person) => person.id),
          ),
        ),
      )
    if (added.length > 0)
      await tx.insert(teamMembers).values(added.map((person) => ({ organizationId, teamId: id, memberId: person.id })))
    return changed(
      { id, version: row.version },
      {
        type: 'team.updated',
        subject: { type: 'team', id },
        before: diff.before,
        after: diff.after,
        payload: removed.length > 0 ? { disconnect: people.map(({ userId }) => userId) } : {},
      },
    )
  },
})
