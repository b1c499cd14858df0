import { z } from 'zod'
import { idInput, line } from '@/lib/core/text'
import { taskRef } from '@/lib/tasks/schema'

/** More would be tasks of their own. */
export const mostItems = 100

const text = line(500, 'What is to be ticked off?')

export const listChecklistInput = z.strictObject({ task: taskRef })
export const addItemInput = z.strictObject({ task: taskRef, text })
export const updateItemInput = z
  .strictObject({
    task: taskRef,
    item: idInput,
    /** Needed with a new text, so that nobody's wording is overwritten unseen. */
    version: z.int().optional(),
    text: text.optional(),
    done: z.boolean().optional(),
    /** Directly behind this item, or to the top with null. */
    after: idInput.nullable().optional(),
  })
  .superRefine((change, ctx) => {
    if (change.text !== undefined && change.version === undefined)
      ctx.addIssue({ code: 'custom', path: ['version'], message: 'A new text needs the version it was made from.' })
  })
export const itemRefInput = z.strictObject({ task: taskRef, item: idInput })
