import type { Context } from '@/lib/core/context'
import type { EventDraft } from '@/lib/core/events'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import type { Colleague } from '@/lib/members/active'
import { findProject } from '@/lib/projects/queries'
import { findTask } from '@/lib/tasks/find'
import { findTicket } from '@/lib/tickets/find'
import { seesTicket } from '@/lib/tickets/people'
import { noteReply } from '@/lib/tickets/reply'
import { seesProject, seesTask } from './mentionable'
import type { CommentSubject } from './schema'

/** What a comment is on, whatever kind it is: how it is stored, who sees it, and what a comment does to it. */
export type Subject = {
  permitted: boolean
  id: string
  projectId: string
  /** The columns of the comment, and of its event, that name it. */
  ids: { taskId?: string; ticketId?: string }
  seenBy: (tx: Tx, ctx: Context, person: Colleague) => Promise<boolean>
  /** What a new comment changes besides itself, as events of the same transaction. */
  noted: (tx: Tx, ctx: Context, comment: { shared: boolean }) => Promise<EventDraft[]>
}

const nothing = async () => []

/** The subject within what the actor sees, and whether `permission` reaches it. @throws 404 */
export const findSubject: Record<
  CommentSubject,
  (tx: Tx, ctx: Context, reference: string, permission: Permission) => Promise<Subject>
> = {
  async task(tx, ctx, reference, permission) {
    const { task, permitted } = await findTask(tx, ctx, reference, permission)
    return {
      permitted,
      id: task.id,
      projectId: task.projectId,
      ids: { taskId: task.id },
      seenBy: (tx, ctx, person) => seesTask(tx, ctx, person, task.id),
      noted: nothing,
    }
  },
  async ticket(tx, ctx, reference, permission) {
    const { ticket, rules, permitted } = await findTicket(tx, ctx, reference, permission)
    return {
      permitted,
      id: ticket.id,
      projectId: ticket.projectId,
      ids: { ticketId: ticket.id },
      seenBy: (tx, ctx, person) => seesTicket(tx, ctx, person, ticket.id),
      noted: (tx, ctx, { shared }) => noteReply(tx, ctx, { ticketId: ticket.id, rules, shared }),
    }
  },
  async project(tx, ctx, reference, permission) {
    const { id, permitted } = await findProject(tx, ctx, reference, permission)
    return {
      permitted,
      id,
      projectId: id,
      ids: {},
      seenBy: (tx, ctx, person) => seesProject(tx, ctx, person, id),
      noted: nothing,
    }
  },
}
