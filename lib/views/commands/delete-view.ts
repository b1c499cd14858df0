import { and, eq } from 'drizzle-orm'
import { savedViews } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { viewEvent } from '../events'
import { findView } from '../queries'
import { viewRefInput } from '../schema'

/** Forgets a view; the tasks it showed stay. @throws 403 `projects.projects.edit` for another's */
export const deleteView = defineCommand({
  name: 'views.delete',
  permission: 'member',
  input: viewRefInput,
  find: ({ tx, ctx, input }) => findView(tx, ctx, input.project, input.view),
  async run({ tx, ctx, subject: { view, project } }) {
    await tx
      .delete(savedViews)
      .where(and(eq(savedViews.organizationId, ctx.organization.id), eq(savedViews.id, view.id)))
    const { id, memberId } = view
    return changed({ id }, viewEvent({ type: 'view.deleted', memberId, project: project.key }, view))
  },
})
