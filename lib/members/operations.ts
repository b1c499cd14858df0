import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { listMembers } from './queries'

const member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.email(),
  status: z.enum(['active', 'suspended', 'left']),
  owner: z.boolean(),
  roles: z.array(z.object({ id: z.uuid(), key: z.string(), name: z.string() })),
  teams: z.array(named),
  createdAt: timestamp,
  version,
})

export const list = operation(listMembers, {
  method: 'GET',
  path: '/members',
  summary: 'Members by name, with their roles and teams',
  output: listOf(member),
})
