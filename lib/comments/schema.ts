import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput, longText } from '@/lib/core/text'
import { taskRef } from '@/lib/tasks/schema'

const body = longText(20_000).refine((text) => text.trim() !== '', 'Write something first.')

export const createCommentInput = z.strictObject({
  task: taskRef,
  body,
  /** Whether the client may read it; for the team only unless said so. */
  shared: z.boolean().default(false),
})

export const editCommentInput = z.strictObject({ comment: idInput, version: z.int(), body })
export const commentRefInput = z.strictObject({ comment: idInput })
export const listCommentsInput = z.strictObject({ ...pageInput, task: taskRef })
