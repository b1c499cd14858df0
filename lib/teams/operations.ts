import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, version } from '@/lib/core/rest-shapes'
import { createTeam } from './commands/create-team'
import { deleteTeam, restoreTeam } from './commands/delete-team'
import { updateTeam } from './commands/update-team'
import { getTeam, listTeams } from './queries'

const team = z.object({ id: z.uuid(), name: z.string(), members: z.array(named), version })

export const list = operation(listTeams, {
  method: 'GET',
  path: '/teams',
  summary: 'Teams by name, with who is in them',
  description: 'The scope `team` reaches what is one’s own or a teammate’s, and what lives in projects one works on.',
  output: listOf(team),
})

export const get = operation(getTeam, { method: 'GET', path: '/teams/{team}', summary: 'A team', output: team })

export const create = operation(createTeam, {
  method: 'POST',
  path: '/teams',
  summary: 'Make a team',
  output: team,
  status: 201,
  answer: ({ ctx, data }) => getTeam(ctx, { team: data.id }),
  location: ({ id }) => `teams/${id}`,
})

export const update = operation(updateTeam, {
  method: 'PATCH',
  path: '/teams/{team}',
  summary: 'Rename a team and decide who is in it',
  description: '`memberIds` is the complete list. It counts from everybody’s next request on.',
  output: team,
  current: (ctx, given) => getTeam(ctx, { team: given.team }),
})

export const remove = operation(deleteTeam, {
  method: 'DELETE',
  path: '/teams/{team}',
  summary: 'Put a team into the bin',
})

export const restore = operation(restoreTeam, {
  method: 'POST',
  path: '/teams/{team}/restore',
  summary: 'Take a team out of the bin, with the people it had',
  output: team,
  current: (ctx, given) => getTeam(ctx, { team: given.team }),
})
