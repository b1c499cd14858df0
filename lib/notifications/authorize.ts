import { and, eq, inArray } from 'drizzle-orm'
import { liveSequences } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import { inTenant, type Tx } from '@/lib/core/transaction'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import { type ChannelName, readChannel } from './channels'

async function isOpen(tx: Tx, ctx: Context, channel: ChannelName): Promise<boolean> {
  if (channel.organizationId !== ctx.organization.id) return false
  // Whoever looks around with other eyes hears nobody's notices, and is not there as somebody else.
  if (ctx.readOnly && ['member', 'task'].includes(channel.kind)) return false
  if (channel.kind === 'member') return channel.id === ctx.actor.memberId
  const team = can(ctx, 'tasks.comments.view_internal')
  if (channel.kind === 'project' && !team) return false
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
}

/** Whether this member may hear a channel: by the same predicates that pages use. */
export const mayHear = (ctx: Context, channel: ChannelName): Promise<boolean> =>
  inTenant(ctx.organization.id, (tx) => isOpen(tx, ctx, channel))

/** Those of the channels that this member may hear, each with how many messages it has carried so far. */
export const heardChannels = (ctx: Context, names: readonly string[]): Promise<Map<string, number>> =>
  inTenant(ctx.organization.id, async (tx) => {
    const [counted, ...open] = await Promise.all([
      tx
        .select({ channel: liveSequences.channel, seq: liveSequences.seq })
        .from(liveSequences)
        .where(and(eq(liveSequences.organizationId, ctx.organization.id), inArray(liveSequences.channel, [...names]))),
      ...names.map((name) => {
        const channel = readChannel(name)
        return channel ? isOpen(tx, ctx, channel) : false
      }),
    ])
    const counts = new Map(counted.map(({ channel, seq }) => [channel, Number(seq)]))
    return new Map(names.flatMap((name, at) => (open[at] ? [[name, counts.get(name) ?? 0] as const] : [])))
  })
