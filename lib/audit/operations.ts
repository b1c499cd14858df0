import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp } from '@/lib/core/rest-shapes'
import { listAudit } from './queries'

const values = z.record(z.string(), z.unknown()).nullable()

const entry = z.object({
  id: z.uuid(),
  at: timestamp,
  event: z.string(),
  actor: z.object({ kind: z.string(), memberId: z.uuid().nullable(), name: z.string() }),
  subject: z.object({ type: z.string(), id: z.uuid() }),
  projectId: z.uuid().nullable(),
  before: values,
  after: values,
  reason: z.string().nullable(),
  address: z.string().nullable(),
  requestId: z.string().nullable(),
})

export const list = operation(listAudit, {
  method: 'GET',
  path: '/audit',
  summary: 'Who did what, newest first',
  output: listOf(entry),
})
