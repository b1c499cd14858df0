import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { milestones } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findProject } from '@/lib/projects/queries'
import { listMilestonesInput } from './schema'

const shown = {
  id: milestones.id,
  title: milestones.title,
  description: milestones.description,
  dueOn: milestones.dueOn,
  reachedAt: milestones.reachedAt,
  version: milestones.version,
}

/** The milestones of a project by their day; whoever sees the project sees them. @returns `{ milestones }` · @throws 404 */
export const listMilestones = defineQuery({
  name: 'milestones.list',
  permission: 'projects.projects.view',
  one: true,
  input: listMilestonesInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.edit')
    return { milestones: await milestonesOf(tx, ctx, project.id), mayEdit: project.permitted }
  },
})
export type Milestone = Awaited<ReturnType<typeof milestonesOf>>[number]

/** For those who have found the project already. */
export const milestonesOf = (tx: Tx, ctx: Context, projectId: string) =>
  tx
    .select(shown)
    .from(milestones)
    .where(
      and(
        eq(milestones.organizationId, ctx.organization.id),
        eq(milestones.projectId, projectId),
        isNull(milestones.deletedAt),
      ),
    )
    .orderBy(asc(sql`coalesce(due_on, 'infinity'::date)`), asc(milestones.id))

/** A milestone of a project that the actor sees, and whether they may change it; `binned` finds it in the bin as well. @throws 404 */
export async function findMilestone(tx: Tx, ctx: Context, reference: string, id: string, binned = false) {
  const project = await findProject(tx, ctx, reference, 'projects.projects.edit')
  const [milestone] = await tx
    .select()
    .from(milestones)
    .where(
      and(
        eq(milestones.organizationId, ctx.organization.id),
        eq(milestones.projectId, project.id),
        eq(milestones.id, id),
        binned ? undefined : isNull(milestones.deletedAt),
      ),
    )
  if (!milestone) throw notFound()
  return { milestone, permitted: project.permitted }
}
