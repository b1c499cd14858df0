import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { projects } from '@/db/schema/projects'
import { noticeSwitches, subscriptions } from '@/db/schema/subscriptions'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { type Context, privatelyOf } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findProject, visibleProjects } from '@/lib/projects/queries'
import { taskScope } from '@/lib/tasks/scope'
import { keyOf } from '@/lib/tickets/find'
import { ticketScope } from '@/lib/tickets/scope'
import { switchesOf } from './choices'
import { kindOf, kindsFor, type NoticeChannel, type NoticeKind, noticeChannels, noticesFor } from './kinds'
import { kindWords } from './messages'
import { switchesInput } from './schema'

const project = { id: projects.id, key: projects.key, title: projects.title }

/** What was chosen for single projects that one still sees. */
const overridesOf = async (tx: Tx, ctx: Context) => {
  const rows = await tx
    .select({
      project,
      kind: noticeSwitches.kind,
      channel: noticeSwitches.channel,
      enabled: noticeSwitches.enabled,
    })
    .from(noticeSwitches)
    .innerJoin(
      projects,
      and(eq(projects.organizationId, noticeSwitches.organizationId), eq(projects.id, noticeSwitches.projectId)),
    )
    .where(
      and(
        eq(noticeSwitches.organizationId, ctx.organization.id),
        eq(noticeSwitches.memberId, privatelyOf(ctx)),
        isNotNull(noticeSwitches.projectId),
        visibleProjects(ctx),
      ),
    )
    .orderBy(asc(projects.key), asc(noticeSwitches.kind), asc(noticeSwitches.channel))
  return rows.flatMap((row) =>
    kindOf(row.kind)
      ? [
          {
            ...row,
            kind: row.kind as NoticeKind,
            channel: row.channel as NoticeChannel,
            label: kindWords[row.kind as NoticeKind].label,
          },
        ]
      : [],
  )
}

/** One's own switches, as they count everywhere or in one project, and what is set for single projects. @throws 404 */
export const listSwitches = defineQuery({
  name: 'notifications.switches',
  permission: 'member',
  input: switchesInput,
  async run({ tx, ctx, input }) {
    const me = privatelyOf(ctx)
    const at = input.project ? await findProject(tx, ctx, input.project, 'projects.projects.view') : null
    const kinds = at ? noticesFor(ctx) : kindsFor(ctx)
    const [on, overrides] = await Promise.all([switchesOf(tx, ctx, [me], kinds, at?.id ?? null), overridesOf(tx, ctx)])
    return {
      project: at && { key: at.key, title: at.title },
      kinds: kinds.map((kind) => ({
        kind,
        ...kindWords[kind],
        addressed: kindOf(kind)?.addressed ?? false,
        mailOnly: kindOf(kind)?.mailOnly ?? false,
        ...(Object.fromEntries(noticeChannels.map((channel) => [channel, on(me, kind, channel)])) as Record<
          NoticeChannel,
          boolean
        >),
      })),
      overrides: overrides.map(({ project: { key, title }, ...row }) => ({ ...row, project: { key, title } })),
    }
  },
})
export type Switches = Awaited<ReturnType<typeof listSwitches>>

/** The projects, tasks and tickets that one muted and still sees. */
export const listMutes = defineQuery({
  name: 'notifications.mutes',
  permission: 'member',
  input: z.strictObject({}),
  async run({ tx, ctx }) {
    const rows = await tx
      .select({
        project,
        task: { id: tasks.id, number: tasks.number, title: tasks.title },
        ticket: { id: tickets.id, number: tickets.number, title: tickets.title },
      })
      .from(subscriptions)
      .innerJoin(
        projects,
        and(eq(projects.organizationId, subscriptions.organizationId), eq(projects.id, subscriptions.projectId)),
      )
      .leftJoin(tasks, and(eq(tasks.organizationId, subscriptions.organizationId), eq(tasks.id, subscriptions.taskId)))
      .leftJoin(
        tickets,
        and(eq(tickets.organizationId, subscriptions.organizationId), eq(tickets.id, subscriptions.ticketId)),
      )
      .where(
        and(
          eq(subscriptions.organizationId, ctx.organization.id),
          eq(subscriptions.memberId, privatelyOf(ctx)),
          eq(subscriptions.mode, 'MUTE'),
          isNull(projects.deletedAt),
          or(
            and(isNull(subscriptions.taskId), isNull(subscriptions.ticketId), visibleProjects(ctx)),
            and(sql`${subscriptions.taskId} is not null`, isNull(tasks.deletedAt), taskScope(ctx, 'tasks.tasks.view')),
            and(
              sql`${subscriptions.ticketId} is not null`,
              isNull(tickets.deletedAt),
              ticketScope(ctx, 'support.tickets.view'),
            ),
          ),
        ),
      )
      .orderBy(asc(projects.key), asc(tasks.number), asc(tickets.number))
      .limit(500)
    const items = rows.map(({ project: { id, key, title }, task, ticket }) =>
      task
        ? { kind: 'task' as const, id: task.id, key: `${key}-${task.number}`, title: task.title }
        : ticket
          ? { kind: 'ticket' as const, id: ticket.id, key: keyOf(ticket), title: ticket.title }
          : { kind: 'project' as const, id, key, title },
    )
    return { muted: items }
  },
})
export type Mute = Awaited<ReturnType<typeof listMutes>>['muted'][number]
