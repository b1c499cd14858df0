import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { search } from './queries'
import { searchKinds } from './schema'

export const find = operation(search, {
  method: 'GET',
  path: '/search',
  summary: 'Records by name or key, within what the caller may see',
  description: 'Every word must be in the name; one slip of the finger is forgiven. `kinds` is a list with commas.',
  output: z.object({
    findings: z.array(
      z.object({
        kind: z.enum(searchKinds),
        id: z.uuid(),
        label: z.string(),
        hint: z.string(),
        path: z.string().describe('Where it is opened, below the organization.'),
      }),
    ),
  }),
})
