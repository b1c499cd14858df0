import type { z } from 'zod'
import { commentMentions, comments } from '@/db/schema/comments'
import { claimAttachments } from '@/lib/attachments/claim'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { mentionedIds } from '@/lib/core/markdown'
import { answeredComment } from '../find'
import { mentionable } from '../mentionable'
import {
  type CommentSubject,
  commentOnProjectInput,
  commentOnTaskInput,
  commentOnTicketInput,
  createCommentInput,
  subjectOf,
} from '../schema'
import { findSubject } from '../subject'

type Given = { [K in CommentSubject]?: string } & {
  body: string
  shared: boolean
  parent?: string
  attachments: string[]
}

/**
 * Comments on a task, a ticket or a project. A client's comment is always shared: they cannot write what they could not
 * read. What answers a team-only comment is team-only, whatever was asked. Mentions of people who cannot see the subject
 * are kept as text and tell nobody. @throws 400 at `parent` or `attachments` · 403 · 404
 */
const commentBy = <Schema extends z.ZodType<Given>>(input: Schema) =>
  defineCommand({
    name: 'comments.create',
    permission: 'tasks.comments.create',
    input,
    find: ({ tx, ctx, input }) => {
      const { kind, reference } = subjectOf(input)
      return findSubject[kind](tx, ctx, reference, 'tasks.comments.create')
    },
    async run({ tx, ctx, input: { body, ...input }, subject }) {
      const organizationId = ctx.organization.id
      const answered = input.parent ? await answeredComment(tx, ctx, subject, input.parent) : null
      const shared = answered?.shared !== false && (input.shared || !can(ctx, 'tasks.comments.view_internal'))
      const id = newId()
      const mentions = await mentionable(tx, ctx, subject, { shared, wanted: mentionedIds(body) })
      const about = { projectId: subject.projectId, ...subject.ids }
      const parentId = answered?.threadId
      await tx
        .insert(comments)
        .values({ organizationId, id, ...about, parentId, body, shared, authorId: memberOf(ctx) })
      await claimAttachments(tx, ctx, { ...about, commentId: id, shared }, input.attachments)
      if (mentions.length > 0)
        await tx
          .insert(commentMentions)
          .values(mentions.map((person) => ({ organizationId, commentId: id, memberId: person.id })))

      const mentioned = mentions.map((person) => person.id)
      return changed(
        { id, shared, mentioned },
        {
          type: 'comment.created',
          subject: { type: 'comment', id },
          ...about,
          after: { body, shared },
          payload: { mentioned },
          shared,
        },
        ...(await subject.noted(tx, ctx, { shared })),
      )
    },
  })

export const createComment = commentBy(createCommentInput)
export const commentOnTask = commentBy(commentOnTaskInput)
export const commentOnTicket = commentBy(commentOnTicketInput)
export const commentOnProject = commentBy(commentOnProjectInput)
