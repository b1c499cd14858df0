import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, timestamp, version } from '@/lib/core/rest-shapes'
import { createComment } from './commands/create-comment'
import { deleteComment, editComment } from './commands/edit-comment'
import { getComment, listComments } from './queries'

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

export const list = operation(listComments, {
  method: 'GET',
  path: '/tasks/{task}/comments',
  summary: 'The conversation of a task, oldest first',
  output: listOf(comment),
})

export const create = operation(createComment, {
  method: 'POST',
  path: '/tasks/{task}/comments',
  summary: 'Comment on a task',
  description: 'For the team only, unless `shared`. What a client writes is always shared.',
  output: z.object({ ...shape, mentioned: z.array(z.uuid()).describe('Members who are told.') }),
  status: 201,
  answer: async ({ ctx, data }) => ({
    ...(await getComment(ctx, { comment: data.id })),
    mentioned: data.mentioned,
  }),
  location: ({ id }) => `comments/${id}`,
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
