import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { subscriptionModes } from '@/lib/subscriptions/schema'
import { taskStatuses } from '@/lib/tasks/schema'
import { assignTicket } from './commands/assign-ticket'
import { deleteTicket, restoreTicket } from './commands/delete-ticket'
import { escalateTicket } from './commands/escalate-ticket'
import { createTaskForTicket, linkTask, unlinkTask } from './commands/link-task'
import { openTicket } from './commands/open-ticket'
import { updateTicket } from './commands/update-ticket'
import { getTicket, listTickets } from './queries'
import { ticketPriorities, ticketStatuses } from './schema'

const status = z.enum(ticketStatuses)

const cardShape = {
  id: z.uuid(),
  key: z.string().describe('`SUP-1`: a ticket is found by it as well as by its id.'),
  number: z.int(),
  title: z.string(),
  status,
  priority: z.enum(ticketPriorities),
  project: z.object({ id: z.uuid(), key: z.string(), title: z.string() }),
  requester: z.object({ name: z.string(), me: z.boolean() }),
  assignee: named.nullable().describe('Null without `organization.members.view`.'),
  escalationLevel: z.int().nullable().describe('0 to 3; null for who speaks for the client.'),
  clock: z
    .object({
      state: z.enum(['running', 'waiting', 'stopped']),
      target: z.enum(['response', 'resolution']),
      dueAt: timestamp,
      breached: z.boolean(),
      minutesLeft: z.int().nullable().describe('Working minutes; 0 once breached, null once resolved.'),
    })
    .describe('What is due next, on the organization’s business calendar.'),
  createdAt: timestamp,
  updatedAt: timestamp,
  version,
}

const person = z.object({ id: z.uuid(), name: z.string(), assignable: z.boolean() })

const ticket = z.object({
  ...cardShape,
  description: z.string().describe('Markdown.'),
  html: z.string().describe('The same, safe to show.'),
  responseDueAt: timestamp,
  resolutionDueAt: timestamp,
  respondedAt: timestamp.nullable(),
  waitingSince: timestamp.nullable().describe('Since when the clock stands, because the client is asked.'),
  resolvedAt: timestamp.nullable(),
  closedAt: timestamp.nullable(),
  task: z
    .object({ id: z.uuid(), key: z.string(), title: z.string(), status: z.enum(taskStatuses) })
    .nullable()
    .describe('Its end resolves the ticket.'),
  moves: z.array(status).describe('The statuses that you may choose from here.'),
  may: z.object({
    edit: z.boolean(),
    prioritize: z.boolean(),
    assign: z.boolean(),
    escalate: z.boolean(),
    link: z.boolean(),
    comment: z.boolean(),
    delete: z.boolean(),
  }),
  subscription: z.enum(subscriptionModes).nullable().describe('Whether you watch or mute it.'),
  people: z.array(person).describe('Colleagues who see it, and who of them can take it.'),
})

export const list = operation(listTickets, {
  method: 'GET',
  path: '/tickets',
  summary: 'Tickets that you see, by time left',
  output: listOf(z.object(cardShape)),
})

export const open = operation(openTicket, {
  method: 'POST',
  path: '/projects/{project}/tickets',
  summary: 'Open a ticket on a project',
  description: 'Needs a project whose work has started.',
  output: ticket,
  status: 201,
  problems: [409],
  answer: ({ ctx, data }) => getTicket(ctx, { ticket: data.id }),
  location: ({ id }) => `tickets/${id}`,
})

export const get = operation(getTicket, {
  method: 'GET',
  path: '/tickets/{ticket}',
  summary: 'A ticket with its targets and what you may do with it',
  output: ticket,
})

const current = (ctx: Parameters<typeof getTicket>[0], given: { ticket: string }) =>
  getTicket(ctx, { ticket: given.ticket })

export const update = operation(updateTicket, {
  method: 'PATCH',
  path: '/tickets/{ticket}',
  summary: 'Change a ticket: its text, its priority, its status',
  description:
    'Waiting for the client stops its clock. Who speaks for the client may change the text, close it and open it again.',
  output: ticket,
  current,
})

export const assign = operation(assignTicket, {
  method: 'PUT',
  path: '/tickets/{ticket}/assignee',
  summary: 'Give a ticket to a colleague who sees it, or to nobody',
  output: ticket,
  current,
})

export const escalate = operation(escalateTicket, {
  method: 'POST',
  path: '/tickets/{ticket}/escalations',
  summary: 'Call the next level: the project’s manager, the admins, the owner',
  output: ticket,
  problems: [409],
  current,
})

export const linkToTask = operation(linkTask, {
  method: 'PUT',
  path: '/tickets/{ticket}/task',
  summary: 'Name the task whose end resolves the ticket',
  output: ticket,
  current,
})

export const createTask = operation(createTaskForTicket, {
  method: 'POST',
  path: '/tickets/{ticket}/task',
  summary: 'Make a task of what the ticket asks for',
  description: 'Needs `tasks.tasks.create` on the project as well.',
  output: ticket,
  status: 201,
  current,
})

export const unlinkFromTask = operation(unlinkTask, {
  method: 'DELETE',
  path: '/tickets/{ticket}/task',
  summary: 'Take the task away from the ticket',
})

export const remove = operation(deleteTicket, {
  method: 'DELETE',
  path: '/tickets/{ticket}',
  summary: 'Put a ticket into the bin',
})

export const restore = operation(restoreTicket, {
  method: 'POST',
  path: '/tickets/{ticket}/restore',
  summary: 'Take a ticket out of the bin',
  output: ticket,
  current,
})
