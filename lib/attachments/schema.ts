import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { taskRef } from '@/lib/tasks/schema'
import { ticketRef } from '@/lib/tickets/schema'

const upload = {
  file: z.custom<Blob & { name?: string }>((value) => value instanceof Blob, 'Attach a file.'),
  /** Whether the client may have it; for the team only unless said so. What a client uploads is always shared. */
  shared: z.union([z.boolean(), z.stringbool()]).default(false),
}
export const attachToTaskInput = z.strictObject({ task: taskRef, ...upload })
export const attachToTicketInput = z.strictObject({ ticket: ticketRef, ...upload })
export const attachToProjectInput = z.strictObject({ project: projectRef, ...upload })

export const filesOfTaskInput = z.strictObject({ ...pageInput, task: taskRef })
export const filesOfTicketInput = z.strictObject({ ...pageInput, ticket: ticketRef })
export const filesOfProjectInput = z.strictObject({ ...pageInput, project: projectRef })

export const attachmentRefInput = z.strictObject({ attachment: idInput })
export const shareAttachmentInput = z.strictObject({ attachment: idInput, shared: z.boolean() })
