import { and, eq, sql } from 'drizzle-orm'
import { savedViews } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { viewEvent } from '../events'
import { findView } from '../queries'
import { updateViewInput } from '../schema'
import { viewConflicts } from './create-view'

/** Renames a view, keeps other filters in it, or shares it. @throws 403 `projects.projects.edit` for another's · 409 `STALE` */
export const updateView = defineCommand({
  name: 'views.update',
  permission: 'member',
  input: updateViewInput,
  conflicts: viewConflicts,
  find: ({ tx, ctx, input }) => findView(tx, ctx, input.project, input.view),
  async run({ tx, ctx, input: { project: _, view: __, version, ...fields }, subject: { view, project } }) {
    const behind = () => stale({ id: view.id, name: view.name, query: view.query, version: view.version })
    if (view.version !== version) throw behind()
    const now = { ...view, ...fields }
    if (!difference(view, now).changed) return unchanged({ id: view.id, version })
    const [row] = await tx
      .update(savedViews)
      .set({ ...fields, version: sql`${savedViews.version} + 1` })
      .where(
        and(
          eq(savedViews.organizationId, ctx.organization.id),
          eq(savedViews.id, view.id),
          eq(savedViews.version, version),
        ),
      )
      .returning({ version: savedViews.version })
    if (!row) throw behind()
    const { id, memberId } = view
    const written = { type: 'view.updated', memberId, project: project.key } as const
    return changed({ id, version: row.version }, viewEvent(written, view, now))
  },
})
