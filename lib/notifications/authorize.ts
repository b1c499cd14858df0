import { and, eq } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { inTenant } from '@/lib/core/transaction'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import type { ChannelName } from './channels'

/** Whether this member may hear a channel: by the same predicates that pages use. */
export async function mayHear(ctx: Context, channel: ChannelName): Promise<boolean> {
  if (channel.organizationId !== ctx.organization.id) return false
  if (channel.kind === 'member') return channel.id === ctx.actor.memberId
  const team = can(ctx, 'tasks.comments.view_internal')
  if (channel.kind === 'project' && !team) return false

  return inTenant(ctx.organization.id, async (tx) => {
    if (channel.kind === 'task') {
      // Presence shows who is there: only for those who may see members.
      if (!can(ctx, 'organization.members.view') || !can(ctx, 'tasks.tasks.view')) return false
      const rows = await tx
        .select({ id: tasks.id })
        .from(tasks)
        .innerJoin(projects, ofProject)
        .where(and(visibleTasks(ctx), eq(tasks.id, channel.id)))
      return rows.length > 0
    }
    const rows = await tx
      .select({ id: projects.id })
      .from(projects)
      .where(and(visibleProjects(ctx), eq(projects.id, channel.id)))
    return rows.length > 0
  })
}
