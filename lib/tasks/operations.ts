import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { date, listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { projectStatuses } from '@/lib/projects/schema'
import { listActivity } from './activity'
import { bulkUpdateTasks } from './commands/bulk-update-tasks'
import { createTask } from './commands/create-task'
import { deleteTask, restoreTask } from './commands/delete-task'
import { updateTask } from './commands/update-task'
import { taskLoad } from './load'
import { listMentions } from './mentions'
import { getTask, listTasks, taskBoard } from './queries'
import { bulkUpdateInput, taskPriorities, taskStatuses } from './schema'

const cardShape = {
  id: z.uuid(),
  number: z.int(),
  key: z.string(),
  title: z.string(),
  status: z.enum(taskStatuses),
  priority: z.enum(taskPriorities),
  estimate: z.number().nullable(),
  progress: z.int(),
  dueOn: date.nullable(),
  rank: z.number().describe('The order within a column of the board.'),
  version,
  assignee: named.nullable().describe('Null without `organization.members.view`.'),
  labels: z.array(z.string()),
  blocked: z.boolean().describe('Waits for a task that is not done, as far as the reader sees those.'),
}
const card = z.object(cardShape)

const project = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  status: z.enum(projectStatuses),
  unlocked: z.boolean(),
})

const task = z.object({
  ...cardShape,
  description: z.string(),
  startsOn: date.nullable(),
  parentId: z.uuid().nullable(),
  parent: z.object({ id: z.uuid(), key: z.string(), title: z.string() }).nullable(),
  externalKey: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  completedAt: timestamp.nullable(),
  project,
  may: z.object({ edit: z.boolean(), assign: z.boolean(), delete: z.boolean(), comment: z.boolean() }),
  author: named.nullable(),
  subtasks: z.array(card),
  staff: z.array(named).describe('Who can be assigned.'),
})

const board = z.object({
  project: project.extend({ mayCreate: z.boolean() }),
  staff: z.array(named),
  columns: z.array(
    z.object({
      status: z.enum(taskStatuses),
      count: z.int(),
      items: z.array(card),
      nextCursor: z.string().nullable().describe('For `/tasks` with the same project and status and `order=board`.'),
    }),
  ),
})

const values = z.record(z.string(), z.unknown()).nullable()
const gate = '409 `PAYMENT_REQUIRED` for work that starts before the required share is verified.'

export const list = operation(listTasks, {
  method: 'GET',
  path: '/tasks',
  summary: 'Tasks of all projects you see',
  output: listOf(card),
})

export const listOfProject = operation(listTasks, {
  method: 'GET',
  path: '/projects/{project}/tasks',
  summary: 'The tasks of a project',
  output: listOf(card),
})

export const onBoard = operation(taskBoard, {
  method: 'GET',
  path: '/projects/{project}/board',
  summary: 'The board of a project, column by column',
  output: board,
})

export const create = operation(createTask, {
  method: 'POST',
  path: '/projects/{project}/tasks',
  summary: 'Add a task to a project',
  description: gate,
  output: task,
  status: 201,
  answer: ({ ctx, data }) => getTask(ctx, { task: data.id }),
  location: ({ id }) => `tasks/${id}`,
})

export const get = operation(getTask, {
  method: 'GET',
  path: '/tasks/{task}',
  summary: 'A task with its sub-tasks and what you may do with it',
  output: task,
})

export const update = operation(updateTask, {
  method: 'PATCH',
  path: '/tasks/{task}',
  summary: 'Change a task: its fields, its status, its place on the board',
  description: gate,
  output: task,
  current: (ctx, given) => getTask(ctx, { task: given.task }),
})

export const remove = operation(deleteTask, {
  method: 'DELETE',
  path: '/tasks/{task}',
  summary: 'Put a task into the bin',
})

export const restore = operation(restoreTask, {
  method: 'POST',
  path: '/tasks/{task}/restore',
  summary: 'Take a task out of the bin',
  output: task,
  current: (ctx, given) => getTask(ctx, { task: given.task }),
})

export const activity = operation(listActivity, {
  method: 'GET',
  path: '/tasks/{task}/activity',
  summary: 'What happened to a task and its comments, newest first',
  description: 'For the team: 403 without `tasks.comments.view_internal`.',
  output: listOf(
    z.object({
      id: z.uuid(),
      at: timestamp,
      event: z.string(),
      actor: z.object({ kind: z.string(), memberId: z.uuid().nullable(), name: z.string() }),
      subject: z.object({ type: z.string(), id: z.uuid() }),
      projectId: z.uuid().nullable(),
      before: values,
      after: values,
      reason: z.string().nullable(),
    }),
  ).extend({ names: z.record(z.string(), z.string()).describe('Of the ids in `before` and `after`.') }),
})

export const bulkUpdate = operation(bulkUpdateTasks, {
  method: 'POST',
  path: '/projects/{project}/tasks/bulk',
  summary: 'Change up to 200 tasks together: all of them or none',
  description: `${gate} 403 and 409 \`STALE\` name the tasks concerned in \`errors\`. Send \`undo\` as \`tasks\` to take it back.`,
  output: z.object({ changed: z.int(), undo: z.array(bulkUpdateInput.shape.tasks.element) }),
})

const load = { open: z.int(), soon: z.int(), soonPoints: z.number(), overdue: z.int() }
export const perPerson = operation(taskLoad, {
  method: 'GET',
  path: '/load',
  summary: 'Open tasks per assignee, and what of it is due within two weeks',
  description: '403 without `organization.members.view`.',
  output: z.object({
    days: z.int(),
    people: z.array(named.extend(load)),
    unassigned: z.object(load),
  }),
})

export const mentions = operation(listMentions, {
  method: 'GET',
  path: '/mentions',
  summary: 'The last comments on tasks that mention you, newest first',
  output: z.object({
    mentions: z.array(
      z.object({
        id: z.uuid(),
        text: z.string(),
        author: z.string().nullable().describe('Null without `organization.members.view`.'),
        createdAt: timestamp,
        key: z.string(),
        title: z.string(),
      }),
    ),
  }),
})
