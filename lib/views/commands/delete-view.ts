import { and, eq } from 'drizzle-orm'
import { savedViews } from '@/db/schema/tasks'
import { defineCommand } from '@/lib/core/command'
import { unchanged } from '@/lib/core/events'
import { findView } from '../queries'
import { viewRefInput } from '../schema'

/** Forgets a view; the tasks it showed stay. @throws 403 `projects.projects.edit` for another's */
export const deleteView = defineCommand({
  name: 'views.delete',
  permission: 'member',
  input: viewRefInput,
  find: ({ tx, ctx, input }) => findView(tx, ctx, input.project, input.view),
  async run({ tx, ctx, subject: { view } }) {
    await tx
      .delete(savedViews)
      .where(and(eq(savedViews.organizationId, ctx.organization.id), eq(savedViews.id, view.id)))
    return unchanged({ id: view.id })
  },
})
