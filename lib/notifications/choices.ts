import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { noticeSwitches, subscriptions } from '@/db/schema/subscriptions'
import type { Context } from '@/lib/core/context'
import type { Tx } from '@/lib/core/transaction'
import { kindOf, type NoticeChannel, type NoticeKind } from './kinds'

/** The record that notices of one conversation share. */
export type Thread = { projectId: string | null; taskId: string | null; ticketId: string | null }
type Mode = 'WATCH' | 'MUTE'

/** Who follows or muted a thread, or the project around it. */
export type Followers = {
  watching: string[]
  /** The narrower choice counts: a watched task in a muted project is heard. */
  silenced: (memberId: string) => boolean
}

/** What people have chosen for a thread and for its project, in one query. */
export async function followersOf(tx: Tx, ctx: Context, thread: Thread): Promise<Followers> {
  if (!thread.projectId) return { watching: [], silenced: () => false }
  const { taskId, ticketId } = thread
  const rows = await tx
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.organizationId, ctx.organization.id),
        eq(subscriptions.projectId, thread.projectId),
        or(
          and(isNull(subscriptions.taskId), isNull(subscriptions.ticketId)),
          taskId ? eq(subscriptions.taskId, taskId) : undefined,
          ticketId ? eq(subscriptions.ticketId, ticketId) : undefined,
        ),
      ),
    )
  const modes = new Map<string, Mode>()
  const narrow = (row: (typeof rows)[number]) => Number(row.taskId !== null || row.ticketId !== null)
  for (const row of rows.sort((a, b) => narrow(a) - narrow(b))) modes.set(row.memberId, row.mode as Mode)
  return {
    watching: [...modes].filter(([, mode]) => mode === 'WATCH').map(([id]) => id),
    silenced: (memberId) => modes.get(memberId) === 'MUTE',
  }
}

export type Asked = (memberId: string, kind: NoticeKind, channel: NoticeChannel) => boolean

/** Whether a kind reaches each of these members on a channel: their choice for the project, else for everywhere, else the default. */
export async function switchesOf(
  tx: Tx,
  ctx: Context,
  memberIds: string[],
  kinds: NoticeKind[],
  projectId: string | null,
): Promise<Asked> {
  const rows =
    memberIds.length === 0
      ? []
      : await tx
          .select()
          .from(noticeSwitches)
          .where(
            and(
              eq(noticeSwitches.organizationId, ctx.organization.id),
              inArray(noticeSwitches.memberId, memberIds),
              inArray(noticeSwitches.kind, kinds),
              or(isNull(noticeSwitches.projectId), projectId ? eq(noticeSwitches.projectId, projectId) : undefined),
            ),
          )
  const key = (memberId: string, kind: string, channel: string, general: boolean) =>
    [memberId, kind, channel, general].join()
  const chosen = new Map(
    rows.map((row) => [key(row.memberId, row.kind, row.channel, row.projectId === null), row.enabled]),
  )
  return (memberId, kind, channel) =>
    chosen.get(key(memberId, kind, channel, false)) ??
    chosen.get(key(memberId, kind, channel, true)) ??
    kindOf(kind)?.[channel] ??
    false
}
