import { milestones } from '@/db/schema/projects'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { findProject } from '@/lib/projects/queries'
import { createMilestoneInput } from '../schema'

/** Adds a point on the way that the client follows too. */
export const createMilestone = defineCommand({
  name: 'milestones.create',
  permission: 'projects.projects.edit',
  input: createMilestoneInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.edit'),
  async run({ tx, ctx, input: { project: _, ...fields }, subject: project }) {
    const id = newId()
    await tx
      .insert(milestones)
      .values({ organizationId: ctx.organization.id, id, projectId: project.id, createdById: memberOf(ctx), ...fields })
    return changed(
      { id },
      {
        type: 'milestone.created',
        subject: { type: 'milestone', id },
        projectId: project.id,
        after: fields,
        shared: true,
      },
    )
  },
})
