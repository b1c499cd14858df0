import { z } from 'zod'
import type { Context } from '@/lib/core/context'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { commentOnProject, commentOnTask, commentOnTicket } from './commands/create-comment'
import { deleteComment, editComment } from './commands/edit-comment'
import { react as reactToComment } from './commands/react'
import { reactionEmoji } from './policy'
import {
  getComment,
  listOfTask,
  listOfProject as projectConversation,
  listOfTicket as ticketConversation,
} from './queries'
import * as reading from './readers'

const shape = {
  id: z.uuid(),
  body: z.string().describe('Markdown.'),
  html: z.string().describe('The same, safe to show.'),
  shared: z.boolean().describe('Whether the client may read it.'),
  parentId: z.uuid().nullable().describe('The comment that it answers; a thread is one level deep.'),
  reactions: z.array(
    z.object({
      emoji: z.enum(reactionEmoji),
      count: z.int(),
      mine: z.boolean(),
      names: z.array(z.string()).nullable().describe('Null without `organization.members.view`.'),
    }),
  ),
  attachments: z.array(
    z.object({ id: z.uuid(), name: z.string(), contentType: z.string(), size: z.int().describe('Bytes.') }),
  ),
  author: z.object({ name: z.string(), me: z.boolean() }),
  createdAt: timestamp,
  editedAt: timestamp.nullable(),
  version,
  may: z.object({ edit: z.boolean(), delete: z.boolean(), react: z.boolean() }),
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

export const listOfProject = operation(projectConversation, {
  method: 'GET',
  path: '/projects/{project}/comments',
  summary: 'The conversation about a project as a whole, oldest first',
  output: listOf(comment),
})

export const createOnProject = operation(commentOnProject, {
  method: 'POST',
  path: '/projects/{project}/comments',
  summary: 'Comment on a project',
  description: 'For the team only, unless `shared`. What a client writes is always shared.',
  output: created,
  status: 201,
  answer: answered,
  location,
})

const readers = z.object({
  outside: z
    .array(z.object({ name: z.string(), client: z.string() }))
    .describe('People of the client who read what is shared here.'),
  colleagues: z.array(named).describe('Who can be mentioned.'),
  blind: z
    .array(z.object({ id: z.uuid(), name: z.string(), mayJoin: z.boolean() }))
    .describe('Of `mentioned` those who cannot see it; `mayJoin`: the caller may put them on the project.'),
})
export const readersOfTask = operation(reading.readersOfTask, {
  method: 'GET',
  path: '/tasks/{task}/readers',
  summary: 'Who reads what is written on a task',
  output: readers,
})
export const readersOfTicket = operation(reading.readersOfTicket, {
  method: 'GET',
  path: '/tickets/{ticket}/readers',
  summary: 'Who reads what is written on a ticket',
  output: readers,
})
export const readersOfProject = operation(reading.readersOfProject, {
  method: 'GET',
  path: '/projects/{project}/readers',
  summary: 'Who reads what is written on a project',
  output: readers,
})

export const react = operation(reactToComment, {
  method: 'PUT',
  path: '/comments/{comment}/reactions',
  summary: 'Set or take back your reaction to a comment',
  output: comment,
  current: (ctx, given) => getComment(ctx, { comment: given.comment }),
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
