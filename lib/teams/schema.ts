import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput, line } from '@/lib/core/text'

const name = line(60, 'What is the team called?')
const memberIds = z.array(idInput).max(200, 'A team has at most 200 members.')

export const listTeamsInput = z.strictObject({ ...pageInput, q: z.string().max(100).optional() })
export const teamRefInput = z.strictObject({ team: idInput })
export const createTeamInput = z.strictObject({ name, memberIds: memberIds.default([]) })
export const updateTeamInput = z.strictObject({
  team: idInput,
  version: z.int(),
  name: name.optional(),
  /** The complete list. */
  memberIds: memberIds.optional(),
})
