import { and, eq, sql } from 'drizzle-orm'
import { milestones } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { findMilestone } from '../queries'
import { updateMilestoneInput } from '../schema'

/** Changes a milestone, or says that it is reached or not. @throws 409 `STALE` */
export const updateMilestone = defineCommand({
  name: 'milestones.update',
  permission: 'projects.projects.edit',
  input: updateMilestoneInput,
  find: ({ tx, ctx, input }) => findMilestone(tx, ctx, input.project, input.milestone),
  async run({ tx, ctx, input, subject: { milestone } }) {
    const { project: _, milestone: __, version, reached, ...fields } = input
    if (milestone.version !== version)
      throw stale({ id: milestone.id, title: milestone.title, version: milestone.version })
    const before = { ...milestone, reached: milestone.reachedAt !== null }
    const diff = difference(before, { ...before, ...fields, reached: reached ?? before.reached })
    if (!diff.changed) return unchanged({ id: milestone.id, version })
    const [row] = await tx
      .update(milestones)
      .set({
        ...fields,
        ...('reached' in diff.after && { reachedAt: reached ? sql`now()` : null }),
        version: sql`${milestones.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(
          eq(milestones.organizationId, ctx.organization.id),
          eq(milestones.id, milestone.id),
          eq(milestones.version, version),
        ),
      )
      .returning({ version: milestones.version })
    if (!row) throw stale({ id: milestone.id })
    return changed(
      { id: milestone.id, version: row.version },
      {
        type: diff.after.reached === true ? 'milestone.reached' : 'milestone.updated',
        subject: { type: 'milestone', id: milestone.id },
        projectId: milestone.projectId,
        ...diff,
        shared: true,
      },
    )
  },
})
