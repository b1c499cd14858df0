import { and, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { forbidden, stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { activateWhenPaid } from '../activation'
import { pricingColumns, projectConflicts } from '../pricing'
import { findProject, reaches, visibleProjects } from '../queries'
import { updateProjectInput } from '../schema'

/** Changes a project's fields; its money only for those who may see it. @throws 409 `STALE` */
export const updateProject = defineCommand({
  name: 'projects.update',
  permission: 'projects.projects.edit',
  input: updateProjectInput,
  conflicts: projectConflicts,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.edit'),
  async run({ tx, ctx, input, subject }) {
    const { project: _, version, cost, discount, taxRate, requiredShare, ...fields } = input
    if (subject.version !== version) throw stale({ title: subject.title, version: subject.version })
    const pricing = pricingColumns({ cost, discount, taxRate, requiredShare })
    if (Object.keys(pricing).length > 0) {
      const [seen] = await tx
        .select({ budget: reaches(ctx, 'projects.budget.view') })
        .from(projects)
        .where(and(visibleProjects(ctx), eq(projects.id, subject.id)))
      if (!seen?.budget) throw forbidden('projects.budget.view')
    }
    await requireColleagues(tx, ctx, 'salespersonId', [fields.salespersonId])
    await requireColleagues(tx, ctx, 'verifierId', [fields.verifierId])

    const { permitted: __, ...before } = subject
    const diff = difference(before, { ...before, ...fields, ...pricing })
    if (!diff.changed) return unchanged({ id: subject.id, version })
    const [row] = await tx
      .update(projects)
      .set({ ...fields, ...pricing, version: sql`${projects.version} + 1`, updatedAt: sql`now()` })
      .where(
        and(
          eq(projects.organizationId, ctx.organization.id),
          eq(projects.id, subject.id),
          eq(projects.version, version),
        ),
      )
      .returning({ version: projects.version })
    if (!row) throw stale({ title: subject.title })

    const shared = 'title' in diff.after || 'dueOn' in diff.after || 'startsOn' in diff.after
    const activated = await activateWhenPaid(tx, ctx, subject.id)
    return changed(
      { id: subject.id, version: row.version + activated.length },
      { type: 'project.updated', subject: { type: 'project', id: subject.id }, projectId: subject.id, ...diff, shared },
      ...activated,
    )
  },
})
