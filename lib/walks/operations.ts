import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { named, timestamp } from '@/lib/core/rest-shapes'
import { endWalk } from './commands/end-walk'
import { startWalk } from './commands/start-walk'
import { getWalk } from './queries'

const walk = z.object({
  id: z.uuid(),
  as: z.string().describe('In words, with whose eyes.'),
  memberId: z.uuid().nullable().describe('Null: an imagined newcomer.'),
  role: named.nullable().describe('The role that counts as it is drafted.'),
  by: named.describe('Who really acts.'),
  until: timestamp,
})

export const get = operation(getWalk, {
  method: 'GET',
  path: '/walk',
  summary: 'With whose eyes this session looks around now',
  output: z.object({ walk: walk.nullable() }),
})

export const start = operation(startWalk, {
  method: 'PUT',
  path: '/walk',
  summary: 'Look around read-only with other eyes',
  description:
    'A member’s (`member`), a holder’s of a role as it is drafted (`member`, `role`, `permissions`), or a newcomer’s who holds only the draft (`role`, `permissions`). For half an hour at most, in the session or with the token that asks, and in no other. Meanwhile every write but the end of it answers 403 `READ_ONLY_WALK`. Whose access you do not cover is refused: 403 `TOO_WIDE`. When that becomes so later, or the time is over, the next request answers 403 `WALK_ENDED`, and those after it are your own again.',
  output: walk,
})

export const end = operation(endWalk, {
  method: 'DELETE',
  path: '/walk',
  summary: 'Look with your own eyes again',
})
