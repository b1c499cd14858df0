import { and, eq, isNull, sql } from 'drizzle-orm'
import { teams } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findTeam, teamConflicts } from '../find'
import { teamRefInput } from '../schema'

/** Puts a team into the bin; its people see no more of each other’s work than without it. */
export const deleteTeam = defineCommand({
  name: 'teams.delete',
  permission: 'organization.teams.manage',
  input: teamRefInput,
  find: ({ tx, ctx, input }) => findTeam(tx, ctx, input.team),
  async run({ tx, ctx, subject: { id, name, people } }) {
    const [row] = await tx
      .update(teams)
      .set({ deletedAt: sql`now()`, version: sql`${teams.version} + 1` })
      .where(and(eq(teams.organizationId, ctx.organization.id), eq(teams.id, id), isNull(teams.deletedAt)))
      .returning({ id: teams.id })
    if (!row) throw notFound()
    return changed(
      { id },
      {
        type: 'team.deleted',
        subject: { type: 'team', id },
        before: { name, people: people.map((person) => person.name) },
        payload: { disconnect: people.map(({ userId }) => userId) },
      },
    )
  },
})

/** Takes a team out of the bin with the people it had. @throws 409 `TAKEN` when its name is another’s now */
export const restoreTeam = defineCommand({
  name: 'teams.restore',
  permission: 'organization.teams.manage',
  input: teamRefInput,
  conflicts: teamConflicts,
  find: ({ tx, ctx, input }) => findTeam(tx, ctx, input.team, true),
  async run({ tx, ctx, subject: { id, name, people } }) {
    await tx
      .update(teams)
      .set({ deletedAt: null, version: sql`${teams.version} + 1` })
      .where(and(eq(teams.organizationId, ctx.organization.id), eq(teams.id, id)))
    return changed(
      { id },
      {
        type: 'team.restored',
        subject: { type: 'team', id },
        after: { name, people: people.map((person) => person.name) },
      },
    )
  },
})
