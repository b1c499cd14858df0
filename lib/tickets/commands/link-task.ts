import { and, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { AppError, forbidden, invalidField } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { createTask } from '@/lib/tasks/commands/create-task'
import { findTask, ofProject } from '@/lib/tasks/find'
import { ofTicket } from '../events'
import { findTicket, keyOf, speaksForTeam } from '../find'
import { createTaskInput, linkTaskInput, ticketRefInput } from '../schema'

/** How the work is done is the team's: who speaks for the client links nothing. @throws 403 · 404 */
async function findForTeam(tx: Tx, ctx: Context, reference: string) {
  const found = await findTicket(tx, ctx, reference, 'support.tickets.edit')
  if (found.permitted && !speaksForTeam(ctx)) throw forbidden('tasks.comments.view_internal')
  return found
}

type Linked = { id: string; projectId: string; taskId: string | null }

/** A task's key for the trail, where an id would tell a reader nothing; null for none. */
async function taskKey(tx: Tx, ctx: Context, taskId: string | null): Promise<string | null> {
  if (!taskId) return null
  const [task] = await tx
    .select({ number: tasks.number, key: projects.key })
    .from(tasks)
    .innerJoin(projects, ofProject)
    .where(and(eq(tasks.organizationId, ctx.organization.id), eq(tasks.id, taskId)))
  return task ? `${task.key}-${task.number}` : null
}

async function setTask(tx: Tx, ctx: Context, ticket: Linked, taskId: string | null) {
  const before = { task: await taskKey(tx, ctx, ticket.taskId) }
  const after = { task: await taskKey(tx, ctx, taskId) }
  await tx
    .update(tickets)
    .set({ taskId, version: sql`${tickets.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(tickets.organizationId, ctx.organization.id), eq(tickets.id, ticket.id)))
  return changed(
    { id: ticket.id, taskId },
    { type: taskId ? 'ticket.linked' : 'ticket.unlinked', ...ofTicket(ticket), before, after },
  )
}

/** Names the task whose end resolves the ticket; of the same project, and one that the actor sees. */
export const linkTask = defineCommand({
  name: 'tickets.link_task',
  permission: 'support.tickets.edit',
  input: linkTaskInput,
  find: ({ tx, ctx, input }) => findForTeam(tx, ctx, input.ticket),
  async run({ tx, ctx, input, subject: { ticket } }) {
    const found = await findTask(tx, ctx, input.task, 'tasks.tasks.view').catch((error: unknown) => {
      if (error instanceof AppError && error.status === 404) return null
      throw error
    })
    if (found?.task.projectId !== ticket.projectId)
      throw invalidField('task', 'Choose a task of the same project, such as DURA-12.')
    if (ticket.taskId === found.task.id) return unchanged({ id: ticket.id, taskId: ticket.taskId })
    return setTask(tx, ctx, ticket, found.task.id)
  },
})

/** Takes the task away from the ticket; the task itself stays. */
export const unlinkTask = defineCommand({
  name: 'tickets.unlink_task',
  permission: 'support.tickets.edit',
  input: ticketRefInput,
  find: ({ tx, ctx, input }) => findForTeam(tx, ctx, input.ticket),
  async run({ tx, ctx, subject: { ticket } }) {
    if (!ticket.taskId) return unchanged({ id: ticket.id, taskId: null })
    return setTask(tx, ctx, ticket, null)
  },
})

/** Makes a task of what the ticket asks for, and links it. @throws 403 `tasks.tasks.create` */
export const createTaskForTicket = defineCommand({
  name: 'tickets.create_task',
  permission: 'support.tickets.edit',
  input: createTaskInput,
  find: ({ tx, ctx, input }) => findForTeam(tx, ctx, input.ticket),
  async run({ tx, ctx, input, subject: { ticket } }) {
    const task = await createTask.within(tx, ctx, {
      project: ticket.projectId,
      title: input.title ?? `${keyOf(ticket)} ${ticket.title}`,
      description: ticket.description,
      priority: ticket.priority as 'LOW' | 'MEDIUM' | 'HIGH' | 'URGENT',
    })
    const { data, events } = await setTask(tx, ctx, ticket, task.id)
    return changed({ ...data, task: { id: task.id, key: task.key } }, ...events)
  },
})
