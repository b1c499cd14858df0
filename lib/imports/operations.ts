import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, listOf, named, timestamp } from '@/lib/core/rest-shapes'
import { taskPriorities, taskStatuses } from '@/lib/tasks/schema'
import { startImport } from './commands/start-import'
import { undoImport } from './commands/undo-import'
import { uploadImport } from './commands/upload-import'
import { dryRunImport, getImport, listImportErrors, listImports, previewUndo } from './queries'
import { dateStyles, existingModes, importFields, importModes, importSources, statusChoices } from './schema'

const shape = {
  id: z.uuid(),
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.enum(importFields)).describe('Column → field, as recognized or chosen.'),
  source: z.enum(importSources).describe('The program that wrote the file, as recognized or chosen.'),
  statuses: z.record(z.string(), z.enum(statusChoices)).describe('Word in the file → status, as chosen.'),
  people: z.record(z.string(), z.string()).describe('Name in the file → member, as chosen; empty for nobody.'),
  dates: z.record(z.string(), z.enum(dateStyles)).describe('Column → how its dates are read, as chosen.'),
  existing: z.enum(existingModes),
  join: z.array(z.uuid()).describe('Members who join the project with it.'),
  mode: z.enum(importModes),
  status: z.enum(['UPLOADED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'UNDONE']),
  totalRows: z.int(),
  doneRows: z.int(),
  importedRows: z.int(),
  failedRows: z.int(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
  undoneAt: timestamp.nullable(),
}

const oneImport = z.object({
  ...shape,
  project: z.object({ id: z.uuid(), key: z.string(), title: z.string() }),
  sample: z.array(z.array(z.string())).describe('The first rows of the file, until the import is started.'),
  readableAs: z.array(z.enum(importSources)).describe('What the file can be read as, until the import is started.'),
})

const error = z.object({ line: z.int(), column: z.string(), message: z.string() })

const found = z
  .object({
    statuses: z.array(z.object({ word: z.string(), rows: z.int(), meant: z.enum(statusChoices).nullable() })),
    people: z.array(
      z.object({ name: z.string(), rows: z.int(), memberId: z.uuid().nullable(), elsewhere: named.nullable() }),
    ),
    dates: z.array(
      z.object({
        column: z.string(),
        style: z.enum(dateStyles),
        certain: z.boolean().describe('False when day and month could be either way round.'),
        example: z.string(),
        reads: date.nullable(),
      }),
    ),
    existing: z.object({ rows: z.int(), keys: z.array(z.string()) }).describe('Keys that the project has already.'),
    parents: z.object({ linked: z.int(), elsewhere: z.int() }),
  })
  .describe('What is in the file that somebody has to decide about.')

const dryRunResult = z.object({
  totalRows: z.int(),
  goodRows: z.int(),
  badRows: z.int(),
  skippedRows: z.int().describe('Left out by choice.'),
  unlocked: z.boolean().describe('Whether work may have begun; otherwise only TODO is taken.'),
  mayAssign: z.boolean(),
  mayStaff: z.boolean().describe('Whether you may let colleagues join the project.'),
  assignable: z.array(z.object({ id: z.uuid(), name: z.string() })),
  found,
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
      completedAt: timestamp.nullable(),
      checklist: z.array(z.object({ text: z.string(), done: z.boolean() })),
      comments: z.int(),
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
  summary: 'Upload a file of tasks, up to 32 MB',
  description:
    'CSV of any program, or JSON of Trello and GitHub. What wrote it and its columns are recognized; nothing is imported before the start.',
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

export const undoPreview = operation(previewUndo, {
  method: 'GET',
  path: '/projects/{project}/imports/{import}/undo',
  summary: 'Say what undoing an import would take into the bin',
  output: z.object({
    tasks: z.int(),
    changed: z.int().describe('How many of them somebody has worked on since.'),
    changedTasks: z
      .array(z.object({ id: z.uuid(), key: z.string(), title: z.string() }))
      .describe('The first of them.'),
  }),
})

export const undo = operation(undoImport, {
  method: 'POST',
  path: '/projects/{project}/imports/{import}/undo',
  summary: 'Take all tasks of an import into the bin',
  description:
    '409 `CHANGED_SINCE` names tasks that somebody has worked on; `force` takes them too. The second time does nothing.',
  output: oneImport,
  current: (ctx, given) => getImport(ctx, { project: given.project, import: given.import }),
})
