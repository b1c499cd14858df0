import { z } from 'zod'
import { pageInput } from '@/lib/core/page'
import { idInput, longText } from '@/lib/core/text'
import { projectRef } from '@/lib/projects/schema'
import { taskRef } from '@/lib/tasks/schema'
import { ticketRef } from '@/lib/tickets/schema'
import { reactionEmoji } from './policy'

const body = longText(20_000).refine((text) => text.trim() !== '', 'Write something first.')
const text = {
  body,
  /** The comment that it answers. What answers a team-only comment is team-only. */
  parent: idInput.optional(),
  /** Files that the writer uploaded to the same subject for this comment. */
  attachments: z.array(idInput).max(10).default([]),
  /** Whether the client may read it; for the team only unless said so. What a client writes is always shared. */
  shared: z.boolean().default(false),
}

/** What a comment can be on. */
export const commentSubjects = ['task', 'ticket', 'project'] as const
export type CommentSubject = (typeof commentSubjects)[number]
type Named = { [K in CommentSubject]?: string }

const oneOf = { task: taskRef.optional(), ticket: ticketRef.optional(), project: projectRef.optional() }
const exactlyOne = (named: Named, ctx: z.RefinementCtx) => {
  if (commentSubjects.filter((kind) => named[kind] !== undefined).length !== 1)
    ctx.addIssue({ code: 'custom', path: ['task'], message: 'Name one task, ticket or project.' })
}

/** The subject that an input names. */
export function subjectOf(named: Named): { kind: CommentSubject; reference: string } {
  for (const kind of commentSubjects) {
    const reference = named[kind]
    if (reference !== undefined) return { kind, reference }
  }
  throw new Error('A comment is on something')
}

export const createCommentInput = z.strictObject({ ...oneOf, ...text }).superRefine(exactlyOne)
export const commentOnTaskInput = z.strictObject({ task: taskRef, ...text })
export const commentOnTicketInput = z.strictObject({ ticket: ticketRef, ...text })
export const commentOnProjectInput = z.strictObject({ project: projectRef, ...text })

export const listCommentsInput = z.strictObject({ ...pageInput, ...oneOf }).superRefine(exactlyOne)
export const listOfTaskInput = z.strictObject({ ...pageInput, task: taskRef })
export const listOfTicketInput = z.strictObject({ ...pageInput, ticket: ticketRef })
export const listOfProjectInput = z.strictObject({ ...pageInput, project: projectRef })

/** Ids of members, separated by commas. */
const mentioned = z
  .string()
  .max(1_000)
  .transform((ids) => ids.split(',').filter(Boolean))
  .pipe(z.array(idInput).max(20))
  .default([])
export const readersOfTaskInput = z.strictObject({ task: taskRef, mentioned })
export const readersOfTicketInput = z.strictObject({ ticket: ticketRef, mentioned })
export const readersOfProjectInput = z.strictObject({ project: projectRef, mentioned })

export const editCommentInput = z.strictObject({ comment: idInput, version: z.int(), body })
export const commentRefInput = z.strictObject({ comment: idInput })
export const reactInput = z.strictObject({
  comment: idInput,
  emoji: z.enum(reactionEmoji),
  /** Whether it shall stand there afterwards. */
  on: z.boolean(),
})
