import { z } from 'zod'
import { projectRef } from '@/lib/projects/schema'
import { taskRef } from '@/lib/tasks/schema'
import { ticketRef } from '@/lib/tickets/schema'

export const subscriptionModes = ['WATCH', 'MUTE'] as const
export type SubscriptionMode = (typeof subscriptionModes)[number]

/** Exactly one task, ticket or project, by id or key; `mode` null takes the choice back. */
export const setSubscriptionInput = z
  .strictObject({
    task: taskRef.optional(),
    project: projectRef.optional(),
    ticket: ticketRef.optional(),
    mode: z.enum(subscriptionModes).nullable(),
  })
  .superRefine(({ task, project, ticket }, ctx) => {
    if ([task, project, ticket].filter((one) => one !== undefined).length !== 1)
      ctx.addIssue({ code: 'custom', path: ['task'], message: 'Name one task, ticket or project.' })
  })

export const watchersInput = z.strictObject({ task: taskRef })
