import { z } from 'zod'
import type { Context } from '@/lib/core/context'
import { operation } from '@/lib/core/operation'
import { Download, listOf, timestamp, version } from '@/lib/core/rest-shapes'
import { deleteAttachment, restoreAttachment } from './commands/delete-attachment'
import { shareAttachment } from './commands/share-attachment'
import { attachToProject, attachToTask, attachToTicket } from './commands/upload-attachment'
import { maxAttachmentBytes } from './policy'
import { downloadAttachment, filesOfProject, filesOfTask, filesOfTicket, getAttachment } from './queries'

const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  contentType: z.string().describe('By its content, whatever it calls itself.'),
  size: z.int().describe('Bytes.'),
  shared: z.boolean().describe('Whether the client may have it.'),
  on: z
    .object({ kind: z.enum(['task', 'ticket']), key: z.string(), title: z.string() })
    .nullable()
    .describe('Null for the project as a whole.'),
  commentId: z.uuid().nullable(),
  author: z.object({ name: z.string(), me: z.boolean() }),
  createdAt: timestamp,
  version,
  may: z.object({ share: z.boolean(), delete: z.boolean() }),
})

const description = 'For the team only, unless `shared`. What a client uploads is always shared. Up to 25 MB.'
const upload = {
  method: 'POST' as const,
  description,
  body: 'file' as const,
  // The form around the file takes some room as well.
  maxBytes: maxAttachmentBytes + 64 * 1024,
  output: attachment,
  status: 201 as const,
  answer: ({ ctx, data }: { ctx: Context; data: { id: string } }) => getAttachment(ctx, { attachment: data.id }),
  location: ({ id }: { id: string }) => `attachments/${id}`,
}

export const listOfTask = operation(filesOfTask, {
  method: 'GET',
  path: '/tasks/{task}/attachments',
  summary: 'The files of a task and its comments, newest first',
  output: listOf(attachment),
})
export const listOfTicket = operation(filesOfTicket, {
  method: 'GET',
  path: '/tickets/{ticket}/attachments',
  summary: 'The files of a ticket and its conversation, newest first',
  output: listOf(attachment),
})
export const listOfProject = operation(filesOfProject, {
  method: 'GET',
  path: '/projects/{project}/attachments',
  summary: 'The files of a project, its tasks and its tickets, newest first',
  output: listOf(attachment),
})

export const attach = operation(attachToTask, {
  ...upload,
  path: '/tasks/{task}/attachments',
  summary: 'Attach a file to a task',
})
export const attachOnTicket = operation(attachToTicket, {
  ...upload,
  path: '/tickets/{ticket}/attachments',
  summary: 'Attach a file to a ticket',
})
export const attachOnProject = operation(attachToProject, {
  ...upload,
  path: '/projects/{project}/attachments',
  summary: 'Attach a file to a project',
})

export const get = operation(getAttachment, {
  method: 'GET',
  path: '/attachments/{attachment}',
  summary: 'What an attached file is',
  output: attachment,
})
export const file = operation(downloadAttachment, {
  method: 'GET',
  path: '/attachments/{attachment}/file',
  summary: 'An attached file as it is',
  options: z.object({ inline: z.stringbool().optional().describe('Show a PDF or an image instead of saving it.') }),
  answersFile: true,
  answer: ({ data, options }) => new Download(data.content, data.contentType, data.name, options.inline === true),
})

export const share = operation(shareAttachment, {
  method: 'PATCH',
  path: '/attachments/{attachment}',
  summary: 'Share a file with the client, or keep it for the team',
  description: 'Who brought it may, and who moderates. 409 `GOES_WITH_COMMENT` for a file of a comment.',
  permission: 'tasks.comments.create',
  output: attachment,
  current: (ctx, given) => getAttachment(ctx, { attachment: given.attachment }),
})
export const remove = operation(deleteAttachment, {
  method: 'DELETE',
  path: '/attachments/{attachment}',
  summary: 'Put a file into the bin',
  description: 'Who brought it may, and who moderates.',
  permission: 'tasks.comments.create',
})
export const restore = operation(restoreAttachment, {
  method: 'POST',
  path: '/attachments/{attachment}/restore',
  summary: 'Take a file out of the bin',
  permission: 'tasks.comments.create',
  output: attachment,
  current: (ctx, given) => getAttachment(ctx, { attachment: given.attachment }),
})
