import { and, eq, sql } from 'drizzle-orm'
import { milestones } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { changed, type EventDraft, unchanged } from '@/lib/core/events'
import { findMilestone } from '../queries'
import { milestoneRefInput } from '../schema'

type Row = typeof milestones.$inferSelect
const told = (type: string, milestone: Row): EventDraft => ({
  type,
  subject: { type: 'milestone', id: milestone.id },
  projectId: milestone.projectId,
  before: { title: milestone.title },
  shared: true,
})

/** Puts a milestone into the bin. */
export const deleteMilestone = defineCommand({
  name: 'milestones.delete',
  permission: 'projects.projects.edit',
  input: milestoneRefInput,
  find: ({ tx, ctx, input }) => findMilestone(tx, ctx, input.project, input.milestone),
  async run({ tx, ctx, subject: { milestone } }) {
    await tx
      .update(milestones)
      .set({ deletedAt: sql`now()`, version: sql`${milestones.version} + 1` })
      .where(and(eq(milestones.organizationId, ctx.organization.id), eq(milestones.id, milestone.id)))
    return changed({ id: milestone.id }, told('milestone.deleted', milestone))
  },
})

/** Takes a milestone out of the bin. */
export const restoreMilestone = defineCommand({
  name: 'milestones.restore',
  permission: 'projects.projects.edit',
  input: milestoneRefInput,
  find: ({ tx, ctx, input }) => findMilestone(tx, ctx, input.project, input.milestone, true),
  async run({ tx, ctx, subject: { milestone } }) {
    if (milestone.deletedAt === null) return unchanged({ id: milestone.id })
    await tx
      .update(milestones)
      .set({ deletedAt: null, version: sql`${milestones.version} + 1` })
      .where(and(eq(milestones.organizationId, ctx.organization.id), eq(milestones.id, milestone.id)))
    return changed({ id: milestone.id }, told('milestone.restored', milestone))
  },
})
