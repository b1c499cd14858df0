import { and, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { activateWhenPaid, lockProject } from '../activation'
import { nextStatuses } from '../policy'
import { findProject } from '../queries'
import { type ProjectStatus, setStatusInput } from '../schema'

/**
 * Moves a project along its life; a hold needs its reason, and a completion keeps its note for those who look after it. Becoming active for the first time needs the required share; the database decides.
 * @throws 409 `PAYMENT_REQUIRED` · 409 `WRONG_STATUS`
 */
export const setProjectStatus = defineCommand({
  name: 'projects.set_status',
  permission: 'projects.projects.status',
  input: setStatusInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.status'),
  async run({ tx, ctx, input, subject }) {
    const [now] = await lockProject(tx, ctx, subject.id)
    const from = (now?.status ?? subject.status) as ProjectStatus
    if (from === input.status) return unchanged({ id: subject.id, status: from })
    if (!nextStatuses[from].includes(input.status))
      throw conflict('WRONG_STATUS', `A project cannot go from ${from} to ${input.status}.`)

    await tx
      .update(projects)
      .set({
        status: input.status,
        ...(input.status === 'COMPLETED' && input.note !== undefined && { handoverNote: input.note }),
        version: sql`${projects.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, subject.id)))
    const activated = input.status === 'AWAITING_PAYMENT' ? await activateWhenPaid(tx, ctx, subject.id) : []
    return changed(
      { id: subject.id, status: activated.length > 0 ? ('ACTIVE' as const) : input.status },
      {
        type: 'project.status_changed',
        subject: { type: 'project', id: subject.id },
        projectId: subject.id,
        before: { status: from },
        after: { status: input.status },
        reason: input.note?.trim() || undefined,
        shared: true,
      },
      ...activated,
    )
  },
})
