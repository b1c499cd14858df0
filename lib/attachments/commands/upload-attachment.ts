import type { z } from 'zod'
import { attachments } from '@/db/schema/comments'
import { type CommentSubject, subjectOf } from '@/lib/comments/schema'
import { findSubject } from '@/lib/comments/subject'
import { defineCommand, newId } from '@/lib/core/command'
import { can, memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { storeFile } from '@/lib/files/store'
import { aboutAttachment } from '../find'
import { attachToProjectInput, attachToTaskInput, attachToTicketInput } from '../schema'

type Given = { [K in CommentSubject]?: string } & { file: Blob & { name?: string }; shared: boolean }

/**
 * Keeps a file on a task, a ticket or a project, for who may comment there. Its type is found by its content.
 * @throws 400 at `file` · 403 · 404 · 413 above 25 MB
 */
const attachBy = <Schema extends z.ZodType<Given>>(input: Schema) =>
  defineCommand({
    name: 'attachments.upload',
    permission: 'tasks.comments.create',
    input,
    find: ({ tx, ctx, input }) => {
      const { kind, reference } = subjectOf(input)
      return findSubject[kind](tx, ctx, reference, 'tasks.comments.create')
    },
    async run({ tx, ctx, input, subject }) {
      const name = input.file.name ?? 'file'
      const content = new Uint8Array(await input.file.arrayBuffer())
      const fileId = await storeFile(tx, ctx, 'attachment', { name, content })
      const shared = input.shared || !can(ctx, 'tasks.comments.view_internal')
      const id = newId()
      const placed = {
        id,
        projectId: subject.projectId,
        taskId: subject.ids.taskId ?? null,
        ticketId: subject.ids.ticketId ?? null,
      }
      await tx
        .insert(attachments)
        .values({ organizationId: ctx.organization.id, ...placed, fileId, shared, createdById: memberOf(ctx) })
      return changed(
        { id },
        {
          type: 'attachment.added',
          ...aboutAttachment(placed),
          after: { name, size: content.byteLength, shared },
          shared,
        },
      )
    },
  })

export const attachToTask = attachBy(attachToTaskInput)
export const attachToTicket = attachBy(attachToTicketInput)
export const attachToProject = attachBy(attachToProjectInput)
