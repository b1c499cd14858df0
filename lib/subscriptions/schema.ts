import { z } from 'zod'
import { projectRef } from '@/lib/projects/schema'
import { taskRef } from '@/lib/tasks/schema'

export const subscriptionModes = ['WATCH', 'MUTE'] as const
export type SubscriptionMode = (typeof subscriptionModes)[number]

/** Exactly one task or project, by id or key; `mode` null takes the choice back. */
export const setSubscriptionInput = z
  .strictObject({
    task: taskRef.optional(),
    project: projectRef.optional(),
    mode: z.enum(subscriptionModes).nullable(),
  })
  .superRefine(({ task, project }, ctx) => {
    if ((task === undefined) === (project === undefined))
      ctx.addIssue({ code: 'custom', path: ['task'], message: 'Name one task or one project.' })
  })

export const watchersInput = z.strictObject({ task: taskRef })
