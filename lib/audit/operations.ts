import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp } from '@/lib/core/rest-shapes'
import { auditKinds } from './policy'
import { listAudit } from './queries'
import { verifyAudit } from './verify'

const values = z.record(z.string(), z.unknown()).nullable()

const entry = z.object({
  id: z.uuid(),
  at: timestamp,
  event: z.string(),
  kind: z.enum(auditKinds),
  actor: z.object({
    kind: z.enum(['session', 'token', 'job', 'system', 'grant', 'platform']),
    memberId: z.uuid().nullable(),
    name: z.string(),
  }),
  subject: z.object({
    type: z.string(),
    id: z.uuid(),
    name: z.string().nullable().describe('What it is called now.'),
  }),
  projectId: z.uuid().nullable(),
  before: values,
  after: values,
  names: z
    .record(z.string(), z.string())
    .describe('What the records are called now that it names by their ids, and the device by what it calls itself.'),
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

export const verify = operation(verifyAudit, {
  method: 'GET',
  path: '/audit/verification',
  summary: 'Follow the hash chain through the trail and say where it breaks',
  description: 'With `seq` and `hash` of a seal that was noted earlier it also says whether that one still stands.',
  output: z.object({
    entries: z.int(),
    seal: z.object({ seq: z.int(), hash: z.string() }).nullable(),
    broken: z
      .object({
        seq: z.int().nullable(),
        entryId: z.uuid(),
        problem: z.enum(['CHANGED', 'MISSING', 'GAP', 'UNSEALED']),
        at: timestamp.nullable(),
        event: z.string().nullable(),
      })
      .nullable(),
    stands: z.boolean().nullable(),
  }),
})
