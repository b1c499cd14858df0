import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { commentMentions, comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { readableComments } from '@/lib/comments/scope'
import { can, memberOf } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import { ofProject, visibleTasks } from './find'

/** The beginning of a comment without the marks of mentions. */
const plain = (text: string) => text.replace(/@\[([^\]\n]*)\]\([^)\n]*\)/g, '@$1').slice(0, 240)

/** The last comments on tasks that mention the reader, newest first, as far as they may still read them. @returns `{ mentions }` */
export const listMentions = defineQuery({
  name: 'tasks.mentions',
  permission: 'tasks.tasks.view',
  input: z.strictObject({ limit: z.coerce.number().int().min(1).max(50).default(10) }),
  async run({ tx, ctx, input }) {
    const rows = await tx
      .select({
        id: comments.id,
        text: sql<string>`left(${comments.body}, 800)`,
        author: members.name,
        createdAt: comments.createdAt,
        key: sql<string>`${projects.key} || '-' || ${tasks.number}`,
        title: tasks.title,
      })
      .from(commentMentions)
      .innerJoin(
        comments,
        and(eq(comments.organizationId, commentMentions.organizationId), eq(comments.id, commentMentions.commentId)),
      )
      .innerJoin(tasks, and(eq(tasks.organizationId, comments.organizationId), eq(tasks.id, comments.taskId)))
      .innerJoin(projects, ofProject)
      .innerJoin(members, and(eq(members.organizationId, comments.organizationId), eq(members.id, comments.authorId)))
      .where(
        and(
          eq(commentMentions.organizationId, ctx.organization.id),
          eq(commentMentions.memberId, memberOf(ctx)),
          isNull(comments.deletedAt),
          readableComments(ctx),
          visibleTasks(ctx),
        ),
      )
      .orderBy(desc(comments.createdAt), desc(comments.id))
      .limit(input.limit)
    const seesPeople = can(ctx, 'organization.members.view')
    return {
      mentions: rows.map((row) => ({ ...row, text: plain(row.text), author: seesPeople ? row.author : null })),
    }
  },
})
export type Mention = Awaited<ReturnType<typeof listMentions>>['mentions'][number]
