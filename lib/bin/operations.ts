import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp } from '@/lib/core/rest-shapes'
import { listBin } from './queries'
import { binKinds } from './schema'

export const list = operation(listBin, {
  method: 'GET',
  path: '/bin',
  summary: 'What was deleted in the last 30 days and you may restore, the last first',
  output: listOf(
    z.object({
      kind: z.enum(binKinds),
      id: z.uuid(),
      label: z.string(),
      deletedAt: timestamp,
      goneAt: timestamp.describe('When it can no longer be restored.'),
    }),
  ),
})
