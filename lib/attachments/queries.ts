import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { attachments } from '@/db/schema/comments'
import { files } from '@/db/schema/files'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { type CommentSubject, subjectOf } from '@/lib/comments/schema'
import { findSubject } from '@/lib/comments/subject'
import { type Context, can } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { contentOf } from '@/lib/files/content'
import { attachmentReaches, ofFile, ofProject, ofTask, ofTicket, visibleAttachments } from './find'
import { attachmentRefInput, filesOfProjectInput, filesOfTaskInput, filesOfTicketInput } from './schema'

const selection = (tx: Tx, ctx: Context) =>
  tx
    .select({
      attachment: attachments,
      file: { name: files.name, contentType: files.contentType, size: files.size },
      author: { id: members.id, name: members.name },
      on: sql<{ key: string; title: string } | null>`case
        when ${tasks.id} is not null then jsonb_build_object('key', ${projects.key} || '-' || ${tasks.number}, 'title', ${tasks.title})
        when ${tickets.id} is not null then jsonb_build_object('key', 'SUP-' || ${tickets.number}, 'title', ${tickets.title}) end`,
      moderates: attachmentReaches(ctx, 'tasks.comments.moderate'),
      mayComment: attachmentReaches(ctx, 'tasks.comments.create'),
    })
    .from(attachments)
    .innerJoin(files, ofFile)
    .innerJoin(projects, ofProject)
    .innerJoin(
      members,
      and(eq(members.organizationId, attachments.organizationId), eq(members.id, attachments.createdById)),
    )
    .leftJoin(tasks, ofTask)
    .leftJoin(tickets, ofTicket)
    .$dynamic()
type AttachmentRow = Awaited<ReturnType<typeof selection>>[number]

const showAttachment = (ctx: Context, { attachment, file, author, on, moderates, mayComment }: AttachmentRow) => {
  const me = attachment.createdById === ctx.actor.memberId
  const changes = moderates || (me && mayComment)
  return {
    id: attachment.id,
    ...file,
    shared: attachment.shared,
    /** The task or ticket that it lies on; null for the project as a whole. */
    on: on && { ...on, kind: attachment.taskId ? ('task' as const) : ('ticket' as const) },
    commentId: attachment.commentId,
    author: { name: author.name, me },
    createdAt: attachment.createdAt,
    version: attachment.version,
    may: {
      share: changes && !attachment.commentId && can(ctx, 'tasks.comments.view_internal'),
      delete: changes,
    },
  }
}
export type Attachment = ReturnType<typeof showAttachment>

/** A project shows everything in it; a task and a ticket what lies on them. */
const places: Record<CommentSubject, { permission: Permission; holds: (id: string) => SQL }> = {
  task: { permission: 'tasks.tasks.view', holds: (id) => eq(attachments.taskId, id) },
  ticket: { permission: 'support.tickets.view', holds: (id) => eq(attachments.ticketId, id) },
  project: { permission: 'projects.projects.view', holds: (id) => eq(attachments.projectId, id) },
}

type Given = { [K in CommentSubject]?: string } & { limit: number; cursor?: string }

const filesBy = <Schema extends z.ZodType<Given>>(permission: Permission, input: Schema) =>
  defineQuery({
    name: 'attachments.list',
    permission,
    one: true,
    input,
    async run({ tx, ctx, input }) {
      const { kind, reference } = subjectOf(input)
      const { holds, permission } = places[kind]
      const subject = await findSubject[kind](tx, ctx, reference, permission)
      const after = decodeCursor(input.cursor, 2)
      const rows = await selection(tx, ctx)
        .where(
          and(
            visibleAttachments(ctx),
            holds(subject.id),
            after
              ? sql`(date_trunc('milliseconds', ${attachments.createdAt}), ${attachments.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
              : undefined,
          ),
        )
        .orderBy(desc(sql`date_trunc('milliseconds', ${attachments.createdAt})`), desc(attachments.id))
        .limit(input.limit + 1)
      return toPage(
        rows,
        input.limit,
        ({ attachment }) => [attachment.createdAt.toISOString(), attachment.id],
        (row) => showAttachment(ctx, row),
      )
    },
  })

/** The files of a task, a ticket or a whole project, newest first, as far as the reader may have them. @throws 404 */
export const filesOfTask = filesBy('tasks.tasks.view', filesOfTaskInput)
export const filesOfTicket = filesBy('support.tickets.view', filesOfTicketInput)
export const filesOfProject = filesBy('projects.projects.view', filesOfProjectInput)

/** The files that lie on one task beside its comments, in the caller's transaction; at most 50. */
export async function filesBeside(
  tx: Tx,
  ctx: Context,
  on: { task: string } | { ticket: string },
): Promise<Attachment[]> {
  const rows = await selection(tx, ctx)
    .where(
      and(
        visibleAttachments(ctx),
        isNull(attachments.commentId),
        'task' in on ? eq(attachments.taskId, on.task) : eq(attachments.ticketId, on.ticket),
      ),
    )
    .orderBy(desc(attachments.createdAt), desc(attachments.id))
    .limit(50)
  return rows.map((row) => showAttachment(ctx, row))
}

/** One file's description. @throws 404 */
export const getAttachment = defineQuery({
  name: 'attachments.get',
  // What it lies on decides: without a permission to see that, it is not there.
  permission: 'member',
  one: true,
  input: attachmentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await selection(tx, ctx).where(and(visibleAttachments(ctx), eq(attachments.id, input.attachment)))
    if (!row) throw notFound()
    return showAttachment(ctx, row)
  },
})

/** The file itself, by the same predicate. @returns its bytes, name and type @throws 404 */
export const downloadAttachment = defineQuery({
  name: 'attachments.download',
  permission: 'member',
  one: true,
  input: attachmentRefInput,
  async run({ tx, ctx, input }) {
    const [row] = await tx
      .select({
        name: files.name,
        contentType: files.contentType,
        content: files.content,
        storageKey: files.storageKey,
      })
      .from(attachments)
      .innerJoin(files, ofFile)
      .innerJoin(projects, ofProject)
      .leftJoin(tasks, ofTask)
      .leftJoin(tickets, ofTicket)
      .where(and(visibleAttachments(ctx), eq(attachments.id, input.attachment)))
    if (!row) throw notFound()
    return { name: row.name, contentType: row.contentType, content: await contentOf(row) }
  },
})
