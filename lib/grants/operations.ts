import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { timestamp } from '@/lib/core/rest-shapes'
import { allowGrant, endGrant } from './commands/allow-grant'
import { listGrants } from './queries'

const grant = z.object({
  id: z.uuid(),
  name: z.string().describe('The platform admin who asks.'),
  reason: z.string(),
  hours: z.int(),
  askedAt: timestamp,
  until: timestamp.nullable(),
  state: z.enum(['asked', 'open', 'over', 'ended']),
})

export const list = operation(listGrants, {
  method: 'GET',
  path: '/platform-access',
  summary: 'Which platform admins asked to look in, and which may',
  output: z.object({ grants: z.array(grant) }),
})

export const allow = operation(allowGrant, {
  method: 'PUT',
  path: '/platform-access/{grant}',
  summary: 'Let a platform admin look in, read-only, for the hours that they asked for',
  description: 'Only the owner can; 403 `OWNER_ONLY` for everybody else, 409 `ENDED` when it was ended meanwhile.',
  problems: [409],
})

export const end = operation(endGrant, {
  method: 'DELETE',
  path: '/platform-access/{grant}',
  summary: 'Refuse what a platform admin asked for, or end what they were allowed',
  description: 'It counts from their next request on.',
})
