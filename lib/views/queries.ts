import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { savedViews } from '@/db/schema/tasks'
import { type Context, can, privatelyOf } from '@/lib/core/context'
import { forbidden, notFound } from '@/lib/core/errors'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findProject } from '@/lib/projects/queries'
import { listViewsInput, type ViewList } from './schema'

/** One's own views, and those that colleagues share; a client's contact has only their own. */
const visibleViews = (ctx: Context, projectId: string): SQL | undefined =>
  and(
    eq(savedViews.organizationId, ctx.organization.id),
    eq(savedViews.projectId, projectId),
    or(
      eq(savedViews.memberId, privatelyOf(ctx)),
      can(ctx, 'tasks.comments.view_internal') ? eq(savedViews.shared, true) : sql`false`,
    ),
  )

/** The views of a project's list, by name. @returns `{ views }` · @throws 404 */
export const listViews = defineQuery({
  name: 'views.list',
  permission: 'tasks.tasks.view',
  one: true,
  input: listViewsInput,
  async run({ tx, ctx, input }) {
    const project = await findProject(tx, ctx, input.project, 'projects.projects.edit')
    const rows = await tx
      .select()
      .from(savedViews)
      .where(and(visibleViews(ctx, project.id), eq(savedViews.list, input.list)))
      .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id))
    const views = rows.map(({ id, list, name, query, shared, version, memberId }) => {
      const mine = memberId === privatelyOf(ctx)
      return { id, list: list as ViewList, name, query, shared, version, mine, mayEdit: mine || project.permitted }
    })
    return { views }
  },
})
export type SavedView = Awaited<ReturnType<typeof listViews>>['views'][number]

/** A view that the actor may change: their own, or a shared one as an editor of the project. @throws 403 · 404 */
export async function findView(tx: Tx, ctx: Context, reference: string, viewId: string) {
  const project = await findProject(tx, ctx, reference, 'projects.projects.edit')
  const [view] = await tx
    .select()
    .from(savedViews)
    .where(and(visibleViews(ctx, project.id), eq(savedViews.id, viewId)))
  if (!view) throw notFound()
  if (!project.permitted && view.memberId !== ctx.actor.memberId) throw forbidden('projects.projects.edit')
  return { view, project, permitted: true }
}
