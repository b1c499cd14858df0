import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { Download, listOf, timestamp } from '@/lib/core/rest-shapes'
import { startExport } from './commands/start-export'
import { getExport, getExportFile, listExports } from './queries'
import { exportFormats, exportLists } from './schema'

const shape = z.object({
  id: z.uuid(),
  list: z.enum(exportLists),
  format: z.enum(exportFormats),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED']),
  doneRows: z.int(),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
})

export const list = operation(listExports, {
  method: 'GET',
  path: '/exports',
  summary: 'Your exports, newest first',
  output: listOf(shape),
})

export const start = operation(startExport, {
  method: 'POST',
  path: '/exports',
  summary: 'Write a list into a file, with what you may see',
  description: '`SUCCEEDED` at once for a short list; a long one is `RUNNING`, and a notice tells when it is ready.',
  output: shape,
  status: 201,
  answer: ({ ctx, data }) => getExport(ctx, { export: data.id }),
  location: ({ id }) => `exports/${id}`,
})

export const get = operation(getExport, {
  method: 'GET',
  path: '/exports/{export}',
  summary: 'An export with its progress',
  output: shape,
})

export const file = operation(getExportFile, {
  method: 'GET',
  path: '/exports/{export}/file',
  summary: 'The file of an export',
  answersFile: true,
  answer: ({ data }) => new Download(data.content, data.contentType, data.name, false),
})
