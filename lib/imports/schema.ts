import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'

/** What a column of the file can become. */
export const importFields = [
  'title',
  'description',
  'status',
  'priority',
  'assignee',
  'labels',
  'estimate',
  'startsOn',
  'dueOn',
  'externalKey',
] as const
export type ImportField = (typeof importFields)[number]
export const importModes = ['ALL_OR_NOTHING', 'KEEP_GOOD_ROWS'] as const
export type ImportMode = (typeof importModes)[number]
export type ImportStatus = 'UPLOADED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED'

/** Column name → field; columns that are not named are left out. */
export const mappingInput = z.record(z.string().max(500), z.enum(importFields)).superRefine((mapping, ctx) => {
  const fields = Object.values(mapping)
  if (!fields.includes('title')) ctx.addIssue({ code: 'custom', message: 'Choose the column that holds the title.' })
  for (const field of importFields)
    if (field !== 'labels' && fields.filter((chosen) => chosen === field).length > 1)
      ctx.addIssue({ code: 'custom', message: `Two columns are chosen for “${field}”.` })
})

export const uploadImportInput = z.strictObject({
  project: projectRef,
  file: z.custom<Blob & { name?: string }>((value) => value instanceof Blob, 'Attach a CSV file.'),
})
export const importRefInput = z.strictObject({ project: projectRef, import: idInput })
export const dryRunInput = z.strictObject({ ...importRefInput.shape, mapping: mappingInput })
export const startImportInput = z.strictObject({
  ...importRefInput.shape,
  mapping: mappingInput,
  mode: z.enum(importModes).default('ALL_OR_NOTHING'),
})
export const listImportsInput = z.strictObject({ ...pageInput, project: projectRef })
export const listImportErrorsInput = z.strictObject({ ...pageInput, ...importRefInput.shape })
