import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf } from '@/lib/core/rest-shapes'
import { listRoles } from './queries'

const role = z.object({
  id: z.uuid(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  builtin: z.boolean(),
  active: z.boolean(),
  permissions: z.unknown().describe('Nested: `{"crm": {"clients": {"view": "team", "create": true}}}`.'),
})

export const list = operation(listRoles, {
  method: 'GET',
  path: '/roles',
  summary: 'Roles by name, with what they permit',
  output: listOf(role),
})
