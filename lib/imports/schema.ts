import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { taskStatuses } from '@/lib/tasks/schema'

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
  'completedAt',
  'externalKey',
  'otherId',
  'parent',
  'checklist',
  'sprint',
  'comments',
] as const
export type ImportField = (typeof importFields)[number]
/** Fields that several columns may be chosen for. */
export const pluralFields: readonly ImportField[] = ['labels', 'parent', 'assignee', 'sprint', 'comments']
export const dateFields = ['startsOn', 'dueOn', 'completedAt'] as const satisfies readonly ImportField[]
export type DateField = (typeof dateFields)[number]

export const importModes = ['ALL_OR_NOTHING', 'KEEP_GOOD_ROWS'] as const
export type ImportMode = (typeof importModes)[number]
export type ImportStatus = 'UPLOADED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'UNDONE'

/** The programs whose exports are read in their own way; CSV is every other table. */
export const importSources = ['CSV', 'JIRA', 'TRELLO', 'ASANA', 'GITHUB'] as const
export type ImportSource = (typeof importSources)[number]

/** How dates in figures are meant; those that can be read in one way only are read in any style. */
export const dateStyles = ['ISO', 'DAY_FIRST', 'MONTH_FIRST', 'JIRA'] as const
export type DateStyle = (typeof dateStyles)[number]

/** What a word for a status becomes; SKIP leaves its rows out. */
export const statusChoices = [...taskStatuses, 'SKIP'] as const
export type StatusChoice = (typeof statusChoices)[number]

/** What to do with rows whose key the project has already. */
export const existingModes = ['IMPORT', 'SKIP'] as const
export type ExistingMode = (typeof existingModes)[number]

const heading = z.string().max(500)
const most = 2_000
const atMost = (choices: object) => Object.keys(choices).length <= most

/** Column name → field; columns that are not named are left out. */
export const mappingInput = z.record(heading, z.enum(importFields)).superRefine((mapping, ctx) => {
  const fields = Object.values(mapping)
  if (!fields.includes('title')) ctx.addIssue({ code: 'custom', message: 'Choose the column that holds the title.' })
  for (const field of importFields)
    if (!pluralFields.includes(field) && fields.filter((chosen) => chosen === field).length > 1)
      ctx.addIssue({ code: 'custom', message: `Two columns are chosen for “${field}”.` })
})

/** Everything that a person decides about a file before it is read. */
const choices = {
  source: z.enum(importSources).optional().describe('What the file is read as; what was recognized when left out.'),
  mapping: mappingInput,
  statuses: z
    .record(z.string().max(500), z.enum(statusChoices))
    .refine(atMost, `Choose for at most ${most} words.`)
    .default({})
    .describe('Word in the file → status. Usual words need none; “*” is for all others.'),
  people: z
    .record(z.string().max(500), z.union([z.uuid(), z.literal('')]))
    .refine(atMost, `Choose for at most ${most} people.`)
    .default({})
    .describe(
      'Name or address in the file → member; empty leaves unassigned. Known ones need none; “*” is for all others.',
    ),
  dates: z
    .record(heading, z.enum(dateStyles))
    .default({})
    .describe('Column → how its dates are meant; what was recognized when left out.'),
  existing: z.enum(existingModes).default('IMPORT').describe('Rows whose key the project has already.'),
  join: z
    .array(idInput)
    .max(most)
    .default([])
    .describe('Colleagues of the file who join the project at the start; needs `projects.projects.staff`.'),
}

export const uploadImportInput = z.strictObject({
  project: projectRef,
  file: z.custom<Blob & { name?: string }>((value) => value instanceof Blob, 'Attach a CSV or JSON file.'),
})
export const importRefInput = z.strictObject({ project: projectRef, import: idInput })
export const getImportInput = z.strictObject({ ...importRefInput.shape, source: z.enum(importSources).optional() })
export const dryRunInput = z.strictObject({ ...importRefInput.shape, ...choices })
export const startImportInput = z.strictObject({
  ...importRefInput.shape,
  ...choices,
  mode: z.enum(importModes).default('ALL_OR_NOTHING'),
})
export const undoImportInput = z.strictObject({
  ...importRefInput.shape,
  force: z.boolean().default(false).describe('Also tasks that were changed since.'),
})
export const listImportsInput = z.strictObject({ ...pageInput, project: projectRef })
export const listImportErrorsInput = z.strictObject({ ...pageInput, ...importRefInput.shape })
