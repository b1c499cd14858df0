import { and, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { inBin } from '@/lib/core/bin'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findProject, projectIs, reaches } from '../queries'
import { projectRefInput } from '../schema'

const put = (deletedAt: ReturnType<typeof sql> | null) => ({
  deletedAt: deletedAt as never,
  version: sql`${projects.version} + 1`,
  updatedAt: sql`now()`,
})

/** Puts a project, with all that hangs on it, into the bin. */
export const deleteProject = defineCommand({
  name: 'projects.delete',
  permission: 'projects.projects.delete',
  input: projectRefInput,
  find: ({ tx, ctx, input }) => findProject(tx, ctx, input.project, 'projects.projects.delete'),
  async run({ tx, ctx, subject }) {
    await tx
      .update(projects)
      .set(put(sql`now()`))
      .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, subject.id)))
    return changed(
      { id: subject.id },
      { type: 'project.deleted', subject: { type: 'project', id: subject.id }, projectId: subject.id, shared: true },
    )
  },
})

/** Takes a project out of the bin. */
export const restoreProject = defineCommand({
  name: 'projects.restore',
  permission: 'projects.projects.delete',
  input: projectRefInput,
  async find({ tx, ctx, input }) {
    const [found] = await tx
      .select({ id: projects.id, permitted: reaches(ctx, 'projects.projects.delete') })
      .from(projects)
      .where(
        and(
          eq(projects.organizationId, ctx.organization.id),
          inBin(projects.deletedAt),
          projectIs(input.project),
          reaches(ctx, 'projects.projects.view'),
        ),
      )
    if (!found) throw notFound()
    return found
  },
  async run({ tx, ctx, subject }) {
    await tx
      .update(projects)
      .set(put(null))
      .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, subject.id)))
    return changed(
      { id: subject.id },
      { type: 'project.restored', subject: { type: 'project', id: subject.id }, projectId: subject.id, shared: true },
    )
  },
})
