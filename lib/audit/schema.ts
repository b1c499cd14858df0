import { z } from 'zod'
import { subjectTypes } from '@/lib/core/events'
import { pageInput } from '@/lib/core/page'
import { idInput, isoDate } from '@/lib/core/text'
import { auditKinds } from './policy'

export const listAuditInput = z.strictObject({
  ...pageInput,
  subjectType: z.enum(subjectTypes).optional(),
  subjectId: idInput.optional(),
  /** Everything that happened in one project. */
  projectId: idInput.optional(),
  actorId: idInput.optional(),
  event: z.string().max(60).optional(),
  kind: z.enum(auditKinds).optional(),
  /** Days of the organization's time zone, both included. */
  from: isoDate.optional(),
  to: isoDate.optional(),
  /** The entry with this id and what was written before it, whether that entry is still there or not. */
  upTo: idInput.optional(),
  /** What happened after a moment. */
  since: z.iso.datetime({ offset: true }).optional(),
})

/** A seal that somebody noted earlier, to see whether it still stands; both parts or neither. */
export const verifyAuditInput = z
  .strictObject({
    seq: z.coerce.number().int().min(1).optional(),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'A seal has 64 letters and digits.')
      .optional(),
  })
  .refine(({ seq, hash }) => (seq === undefined) === (hash === undefined), {
    path: ['hash'],
    message: 'A seal is a number and its 64 letters and digits.',
  })
