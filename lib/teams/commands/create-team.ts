import { teamMembers, teams } from '@/db/schema/organizations'
import { defineCommand, newId } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { teamConflicts } from '../find'
import { createTeamInput } from '../schema'

/** Makes a team; what its people may see of each other counts from their next request on. @throws 400 at `memberIds` · 409 `TAKEN` at `name` */
export const createTeam = defineCommand({
  name: 'teams.create',
  permission: 'organization.teams.manage',
  input: createTeamInput,
  conflicts: teamConflicts,
  async run({ tx, ctx, input: { name, memberIds } }) {
    const organizationId = ctx.organization.id
    const people = await requireColleagues(tx, ctx, 'memberIds', memberIds)
    const id = newId()
    await tx.insert(teams).values({ organizationId, id, name })
    if (people.length > 0)
      await tx.insert(teamMembers).values(people.map((person) => ({ organizationId, teamId: id, memberId: person.id })))
    return changed(
      { id },
      { type: 'team.created', subject: { type: 'team', id }, after: { name, people: people.map((one) => one.name) } },
    )
  },
})
