import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput, line, longText } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { taskRef } from '@/lib/tasks/schema'

export const ticketStatuses = ['OPEN', 'IN_PROGRESS', 'WAITING_ON_CLIENT', 'RESOLVED', 'CLOSED'] as const
export type TicketStatus = (typeof ticketStatuses)[number]
export const ticketPriorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const
export type TicketPriority = (typeof ticketPriorities)[number]
/** Levels of escalation: the project's manager, the admins, the owner. */
export const lastLevel = 3

/** A ticket by its id or its key, `SUP-1`. */
export const ticketRef = z.string().trim().min(3).max(40)

const fields = {
  title: line(200, 'What is it about?'),
  description: longText(20_000),
  priority: z.enum(ticketPriorities),
}

export const openTicketInput = z.strictObject({
  project: projectRef,
  title: fields.title,
  description: fields.description.default(''),
  priority: fields.priority.default('MEDIUM'),
})

export const updateTicketInput = z.strictObject({
  ticket: ticketRef,
  version: z.int(),
  title: fields.title.optional(),
  description: fields.description.optional(),
  priority: fields.priority.optional(),
  status: z.enum(ticketStatuses).optional(),
})

export const ticketRefInput = z.strictObject({ ticket: ticketRef })
export const assignTicketInput = z.strictObject({ ticket: ticketRef, assigneeId: idInput.nullable() })
export const escalateTicketInput = z.strictObject({ ticket: ticketRef, reason: line(1_000, 'Say why.') })
export const linkTaskInput = z.strictObject({ ticket: ticketRef, task: taskRef })
export const createTaskInput = z.strictObject({
  ticket: ticketRef,
  /** The ticket's own title, unless said otherwise. */
  title: line(500).optional(),
})

export const listTicketsInput = z.strictObject({
  ...pageInput,
  project: projectRef.optional(),
  /** `UNRESOLVED` is everything that somebody still waits for. */
  status: z.enum([...ticketStatuses, 'UNRESOLVED']).optional(),
  assignee: z.union([idInput, z.literal('me'), z.literal('none')]).optional(),
  priority: fields.priority.optional(),
  breached: z.stringbool().or(z.boolean()).optional(),
  q: z.string().max(100).optional(),
})
