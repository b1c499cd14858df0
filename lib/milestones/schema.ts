import { z } from 'zod'
import { idInput, isoDate, line, longText } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'

const title = line(160, 'What is reached then?')
const description = longText(5_000)

export const listMilestonesInput = z.strictObject({ project: projectRef })
export const createMilestoneInput = z.strictObject({
  project: projectRef,
  title,
  description: description.optional(),
  dueOn: isoDate.nullable().optional(),
})
export const updateMilestoneInput = z.strictObject({
  project: projectRef,
  milestone: idInput,
  version: z.int(),
  title: title.optional(),
  description: description.optional(),
  dueOn: isoDate.nullable().optional(),
  /** Whether it is reached; when that was is remembered by the clock of the database. */
  reached: z.boolean().optional(),
})
export const milestoneRefInput = z.strictObject({ project: projectRef, milestone: idInput })
