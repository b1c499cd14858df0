import { commentMentions, comments } from '@/db/schema/comments'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { mentionedIds } from '@/lib/core/markdown'
import { findTask } from '@/lib/tasks/find'
import { mentionable } from '../mentionable'
import { createCommentInput } from '../schema'

/**
 * Comments on a task. A client's comment is always shared: they cannot write what they could not read. Mentions of
 * people who cannot see the task are kept as text and tell nobody.
 */
export const createComment = defineCommand({
  name: 'comments.create',
  permission: 'tasks.comments.create',
  input: createCommentInput,
  find: ({ tx, ctx, input }) => findTask(tx, ctx, input.task, 'tasks.comments.create'),
  async run({ tx, ctx, input, subject: { task, project } }) {
    const organizationId = ctx.organization.id
    const shared = input.shared || !can(ctx, 'tasks.comments.view_internal')
    const id = newId()
    const wanted = mentionedIds(input.body)
    const mentions =
      wanted.length > 0 ? (await mentionable(tx, ctx, task.id, shared)).filter(({ id }) => wanted.includes(id)) : []
    await tx.insert(comments).values({
      organizationId,
      id,
      projectId: project.id,
      taskId: task.id,
      body: input.body,
      shared,
      authorId: memberOf(ctx),
    })
    if (mentions.length > 0)
      await tx
        .insert(commentMentions)
        .values(mentions.map((person) => ({ organizationId, commentId: id, memberId: person.id })))

    return changed(
      { id, shared, mentioned: mentions.map((person) => person.id) },
      {
        type: 'comment.created',
        subject: { type: 'comment', id },
        projectId: project.id,
        taskId: task.id,
        after: { body: input.body, shared },
        payload: { mentioned: mentions.map((person) => person.id) },
        shared,
      },
    )
  },
})
