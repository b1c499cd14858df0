import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'

/** A moment, in any zone: `2026-11-20T10:00:00+01:00`. */
const as_of = z.iso
  .datetime({ offset: true, message: 'Enter a moment such as 2026-11-20T10:00:00Z.' })
  .transform((text) => new Date(text))
  .refine((moment) => moment.getTime() <= Date.now(), 'This moment has not come yet.')

export const projectThenInput = z.strictObject({ project: projectRef, as_of })
export const roleThenInput = z.strictObject({ role: idInput, as_of })
export const membersThenInput = z.strictObject({
  ...pageInput,
  as_of,
  q: z.string().max(100).optional(),
  role: idInput.optional(),
})

/** What can be opened as it stood. */
export const pastSubjects = ['project', 'role', 'members'] as const
export type PastSubject = (typeof pastSubjects)[number]
export const readersThenInput = z
  .strictObject({ ...pageInput, as_of, of: z.enum(pastSubjects), project: projectRef.optional() })
  .refine(({ of, project }) => (of === 'project') === (project !== undefined), {
    path: ['project'],
    message: 'Name the project, and nothing for roles and members.',
  })
export const pastPageInput = z.strictObject({
  as_of,
  of: z.enum(pastSubjects),
  id: z.string().trim().min(2).max(40).optional(),
})
