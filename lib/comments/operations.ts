import { z } from 'zod'
import type { Context } from '@/lib/core/context'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp, version } from '@/lib/core/rest-shapes'
import { commentOnTask, commentOnTicket } from './commands/create-comment'
import { deleteComment, editComment } from './commands/edit-comment'
import { getComment, listOfTask, listOfTicket as ticketConversation } from './queries'

const shape = {
  id: z.uuid(),
  body: z.string().describe('Markdown.'),
  html: z.string().describe('The same, safe to show.'),
  shared: z.boolean().describe('Whether the client may read it.'),
  author: z.object({ name: z.string(), me: z.boolean() }),
  createdAt: timestamp,
  editedAt: timestamp.nullable(),
  version,
  may: z.object({ edit: z.boolean(), delete: z.boolean() }),
}
const comment = z.object(shape)

const created = z.object({ ...shape, mentioned: z.array(z.uuid()).describe('Members who are told.') })
type Created = { id: string; mentioned: string[] }
const answered = async ({ ctx, data }: { ctx: Context; data: Created }) => ({
  ...(await getComment(ctx, { comment: data.id })),
  mentioned: data.mentioned,
})
const location = ({ id }: Created) => `comments/${id}`

export const list = operation(listOfTask, {
  method: 'GET',
  path: '/tasks/{task}/comments',
  summary: 'The conversation of a task, oldest first',
  output: listOf(comment),
})

export const create = operation(commentOnTask, {
  method: 'POST',
  path: '/tasks/{task}/comments',
  summary: 'Comment on a task',
  description: 'For the team only, unless `shared`. What a client writes is always shared.',
  output: created,
  status: 201,
  answer: answered,
  location,
})

export const listOfTicket = operation(ticketConversation, {
  method: 'GET',
  path: '/tickets/{ticket}/comments',
  summary: 'The conversation of a ticket, oldest first',
  output: listOf(comment),
})

export const createOnTicket = operation(commentOnTicket, {
  method: 'POST',
  path: '/tickets/{ticket}/comments',
  summary: 'Reply on a ticket',
  description:
    'For the team only, unless `shared`. What a client writes is always shared; it goes on with a ticket that waited for them and opens a resolved one.',
  output: created,
  status: 201,
  answer: answered,
  location,
})

export const get = operation(getComment, {
  method: 'GET',
  path: '/comments/{comment}',
  summary: 'A comment',
  output: comment,
})

export const update = operation(editComment, {
  method: 'PATCH',
  path: '/comments/{comment}',
  summary: 'Change the text of a comment',
  description: 'Its author may, and who moderates.',
  permission: 'tasks.comments.create',
  output: comment,
  current: (ctx, given) => getComment(ctx, { comment: given.comment }),
})

export const remove = operation(deleteComment, {
  method: 'DELETE',
  path: '/comments/{comment}',
  summary: 'Take a comment away',
  description: 'Its author may, and who moderates.',
  permission: 'tasks.comments.create',
})
