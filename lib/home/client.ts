import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { comments } from '@/db/schema/comments'
import { members } from '@/db/schema/organizations'
import { milestones, projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { ofProject, ofTask, ofTicket, visibleComments } from '@/lib/comments/find'
import { type Context, memberOf } from '@/lib/core/context'
import { plainMentions } from '@/lib/core/markdown'
import type { Tx } from '@/lib/core/transaction'

/** The next milestone of each project that is not reached yet, by project id. */
export async function nextMilestones(tx: Tx, ctx: Context, projectIds: string[]) {
  if (projectIds.length === 0) return new Map<string, { title: string; dueOn: string | null }>()
  const rows = await tx
    .select({ projectId: milestones.projectId, title: milestones.title, dueOn: milestones.dueOn })
    .from(milestones)
    .where(
      and(
        eq(milestones.organizationId, ctx.organization.id),
        inArray(milestones.projectId, projectIds),
        isNull(milestones.deletedAt),
        isNull(milestones.reachedAt),
      ),
    )
    .orderBy(asc(milestones.dueOn), asc(milestones.id))
  return new Map(rows.reverse().map(({ projectId, ...milestone }) => [projectId, milestone]))
}

/** The first words of a comment, without the signs of Markdown. */
function shortened(body: string): string {
  const text = plainMentions(body)
    .replace(/[*_`#>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

/** What others said to the reader lately: comments they may read, of tasks and tickets they see. */
export async function sharedLately(tx: Tx, ctx: Context) {
  const rows = await tx
    .select({
      id: comments.id,
      body: comments.body,
      at: comments.createdAt,
      author: members.name,
      key: projects.key,
      task: tasks.number,
      ticket: tickets.number,
      title: projects.title,
    })
    .from(comments)
    .innerJoin(projects, ofProject)
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .innerJoin(members, and(eq(members.organizationId, comments.organizationId), eq(members.id, comments.authorId)))
    .where(and(visibleComments(ctx), ne(comments.authorId, memberOf(ctx))))
    .orderBy(desc(comments.createdAt))
    .limit(5)
  return rows.map(({ id, body, at, author, key, task, ticket, title }) => ({
    id,
    text: shortened(body),
    at,
    author,
    on: ticket ? `SUP-${ticket}` : task ? `${key}-${task}` : title,
    path: ticket ? `/tickets/SUP-${ticket}` : task ? `/tasks/${key}-${task}` : `/projects/${key}`,
  }))
}
