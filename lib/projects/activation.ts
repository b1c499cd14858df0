import { and, eq, sql } from 'drizzle-orm'
import { projects } from '@/db/schema/projects'
import type { Context } from '@/lib/core/context'
import type { EventDraft } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'

/**
 * Makes a project active when its verified payments reach the required share; the caller holds the project's row lock,
 * so that two decisions at once cannot both miss it.
 * @returns the event, or nothing when the share is not reached or the project does not wait for it
 */
export async function activateWhenPaid(tx: Tx, ctx: Context, projectId: string): Promise<EventDraft[]> {
  const [active] = await tx
    .update(projects)
    .set({ status: 'ACTIVE', version: sql`${projects.version} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        eq(projects.organizationId, ctx.organization.id),
        eq(projects.id, projectId),
        eq(projects.status, 'AWAITING_PAYMENT'),
        sql`app_verified_minor(${projects.organizationId}, ${projects.id}) >= app_required_minor(${projects.organizationId}, ${projects.id})`,
      ),
    )
    .returning({ id: projects.id })
  if (!active) return []
  return [
    {
      type: 'project.activated',
      subject: { type: 'project', id: projectId },
      projectId,
      before: { status: 'AWAITING_PAYMENT' },
      after: { status: 'ACTIVE' },
      shared: true,
    },
  ]
}

/** Serializes what depends on the sum of a project's payments. */
export const lockProject = (tx: Tx, ctx: Context, projectId: string) =>
  tx
    .select({ status: projects.status, currency: projects.currency })
    .from(projects)
    .where(and(eq(projects.organizationId, ctx.organization.id), eq(projects.id, projectId)))
    .for('no key update')
