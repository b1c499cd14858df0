import { and, eq, inArray } from 'drizzle-orm'
import { liveSequences } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { type Context, can } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import { inTenant, type Tx } from '@/lib/core/transaction'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import { type ChannelName, readChannel } from './channels'

/** What it takes to hear a channel, besides seeing what it is about. Presence shows who is there. */
const needed: Partial<Record<ChannelName['kind'], Permission>> = {
  project: 'tasks.comments.view_internal',
  task: 'organization.members.view',
}
const holdsNeeded = (ctx: Context, { kind }: ChannelName) => {
  const permission = needed[kind]
  return !permission || can(ctx, permission)
}

async function isSeen(tx: Tx, ctx: Context, { kind, organizationId, id }: ChannelName): Promise<boolean> {
  if (organizationId !== ctx.organization.id) return false
  // Whoever looks around with other eyes hears nobody's notices, and is not there as somebody else.
  if (ctx.readOnly && ['member', 'task'].includes(kind)) return false
  if (kind === 'member') return id === ctx.actor.memberId
  const rows =
    kind === 'task'
      ? await tx
          .select({ id: tasks.id })
          .from(tasks)
          .innerJoin(projects, ofProject)
          .where(and(visibleTasks(ctx), eq(tasks.id, id)))
      : await tx
          .select({ id: projects.id })
          .from(projects)
          .where(and(visibleProjects(ctx), eq(projects.id, id)))
  return rows.length > 0
}

const isOpen = async (tx: Tx, ctx: Context, channel: ChannelName): Promise<boolean> =>
  holdsNeeded(ctx, channel) && (await isSeen(tx, ctx, channel))

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

/** The permission without which a channel of something that one sees is not heard; undefined where there is nothing to see. */
export async function missingToHear(ctx: Context, name: string): Promise<Permission | undefined> {
  const channel = readChannel(name)
  if (!channel || holdsNeeded(ctx, channel)) return undefined
  const seen = await inTenant(ctx.organization.id, (tx) => isSeen(tx, ctx, channel))
  return seen ? needed[channel.kind] : undefined
}
