import { savedViews } from '@/db/schema/tasks'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { viewEvent } from '../events'
import { createViewInput } from '../schema'

export const viewConflicts = {
  saved_views_name_unique: { path: 'name', message: 'You have a view of this name already.' },
}

/** Keeps a list's filters under a name. */
export const createView = defineCommand({
  name: 'views.create',
  permission: 'tasks.tasks.view',
  input: createViewInput,
  conflicts: viewConflicts,
  find: async ({ tx, ctx, input }) => ({
    ...(await findProject(tx, ctx, input.project, 'projects.projects.view')),
    permitted: true,
  }),
  async run({ tx, ctx, input: { project: _, ...view }, subject: project }) {
    const id = newId()
    const memberId = memberOf(ctx)
    await tx
      .insert(savedViews)
      .values({ organizationId: ctx.organization.id, id, projectId: project.id, memberId, ...view })
    return changed({ id }, viewEvent({ type: 'view.created', memberId, project: project.key }, undefined, view))
  },
})
