import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, listOf, timestamp } from '@/lib/core/rest-shapes'
import { taskPriorities, taskStatuses } from '@/lib/tasks/schema'
import { startImport } from './commands/start-import'
import { uploadImport } from './commands/upload-import'
import { dryRunImport, getImport, listImportErrors, listImports } from './queries'
import { importFields, importModes } from './schema'

const shape = {
  id: z.uuid(),
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.enum(importFields)).describe('Column → field, as recognized or chosen.'),
  mode: z.enum(importModes),
  status: z.enum(['UPLOADED', 'RUNNING', 'SUCCEEDED', 'FAILED']),
  totalRows: z.int(),
  doneRows: z.int(),
  importedRows: z.int(),
  failedRows: z.int(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
}

const oneImport = z.object({
  ...shape,
  project: z.object({ id: z.uuid(), key: z.string(), title: z.string() }),
  sample: z.array(z.array(z.string())).describe('The first rows of the file, until the import is started.'),
})

const error = z.object({ line: z.int(), column: z.string(), message: z.string() })

const dryRunResult = z.object({
  totalRows: z.int(),
  goodRows: z.int(),
  badRows: z.int(),
  errors: z.array(error),
  moreErrors: z.int(),
  preview: z.array(
    z.object({
      line: z.int(),
      title: z.string(),
      description: z.string(),
      status: z.enum(taskStatuses),
      priority: z.enum(taskPriorities),
      assigneeId: z.uuid().nullable(),
      labels: z.array(z.string()),
      estimate: z.number().nullable(),
      startsOn: date.nullable(),
      dueOn: date.nullable(),
      externalKey: z.string().nullable(),
    }),
  ),
})

export const list = operation(listImports, {
  method: 'GET',
  path: '/projects/{project}/imports',
  summary: 'The imports of a project, newest first',
  output: listOf(z.object(shape)),
})

export const upload = operation(uploadImport, {
  method: 'POST',
  path: '/projects/{project}/imports',
  summary: 'Upload a CSV of tasks, up to 32 MB',
  description: 'Its columns are recognized; nothing is imported before the start.',
  output: oneImport,
  status: 201,
  body: 'csv',
  // The frame of a multipart form comes on top of the file.
  maxBytes: 32 * 1024 * 1024 + 16 * 1024,
  answer: ({ ctx, data, given }) => getImport(ctx, { project: given.project, import: data.id }),
  location: ({ id }, { project }) => `projects/${project}/imports/${id}`,
})

export const get = operation(getImport, {
  method: 'GET',
  path: '/projects/{project}/imports/{import}',
  summary: 'An import with its progress',
  output: oneImport,
})

export const errors = operation(listImportErrors, {
  method: 'GET',
  path: '/projects/{project}/imports/{import}/errors',
  summary: 'What was wrong with the rows, by line',
  output: listOf(error),
})

export const dryRun = operation(dryRunImport, {
  method: 'POST',
  path: '/projects/{project}/imports/{import}/dry-run',
  summary: 'Say what an import with this mapping would do, without doing it',
  output: dryRunResult,
})

export const start = operation(startImport, {
  method: 'POST',
  path: '/projects/{project}/imports/{import}/start',
  summary: 'Start an import in the background',
  description: '409 `ALREADY_STARTED` for the second one. Ask for the import to see its progress.',
  output: oneImport,
  current: (ctx, given) => getImport(ctx, { project: given.project, import: given.import }),
})
