import { and, asc, eq } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import { subscriptions } from '@/db/schema/subscriptions'
import { type Context, can } from '@/lib/core/context'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { findTask } from '@/lib/tasks/find'
import { type SubscriptionMode, watchersInput } from './schema'

/** Who watches a task, for readers who may see people, and what oneself has chosen. @throws 404 */
export const listWatchers = defineQuery({
  name: 'subscriptions.watchers',
  permission: 'tasks.tasks.view',
  one: true,
  input: watchersInput,
  async run({ tx, ctx, input }) {
    const { task } = await findTask(tx, ctx, input.task, 'tasks.tasks.view')
    return watchersOf(tx, ctx, task.id)
  },
})
export type Watchers = Awaited<ReturnType<typeof listWatchers>>

/** For those who have found the task already. */
export async function watchersOf(tx: Tx, ctx: Context, taskId: string) {
  const rows = await tx
    .select({ id: members.id, name: members.name, mode: subscriptions.mode })
    .from(subscriptions)
    .innerJoin(
      members,
      and(eq(members.organizationId, subscriptions.organizationId), eq(members.id, subscriptions.memberId)),
    )
    .where(
      and(
        eq(subscriptions.organizationId, ctx.organization.id),
        eq(subscriptions.taskId, taskId),
        eq(members.status, 'active'),
      ),
    )
    .orderBy(asc(members.name), asc(members.id))
  const mine = rows.find(({ id }) => id === ctx.actor.memberId && !ctx.readOnly)
  return {
    mode: (mine?.mode ?? null) as SubscriptionMode | null,
    watchers: can(ctx, 'organization.members.view')
      ? rows.filter(({ mode }) => mode === 'WATCH').map(({ id, name }) => ({ id, name }))
      : [],
  }
}
