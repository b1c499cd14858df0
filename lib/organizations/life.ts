import { and, eq, sql } from 'drizzle-orm'
import { members, organizations } from '@/db/schema/organizations'
import { conflict, notFound } from '@/lib/core/errors'
import type { EventDraft } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { deletedAfterDays } from './policy'

export type Turn =
  | { to: 'suspended'; reason: string }
  | { to: 'reinstated'; reason?: string }
  | { to: 'archived'; by: 'owner' | 'platform'; reason?: string }
  | { to: 'restored'; reason?: string }

/** The logins of everybody who is in now: their open sockets end. */
export const activeLogins = async (tx: Tx, organizationId: string): Promise<string[]> =>
  (
    await tx
      .select({ userId: members.userId })
      .from(members)
      .where(and(eq(members.organizationId, organizationId), eq(members.status, 'active')))
  ).map(({ userId }) => userId)

const tooLate = () =>
  conflict('TOO_LATE', `It was archived more than ${deletedAfterDays} days ago and is being deleted for good.`)

const setting = (turn: Turn) => {
  switch (turn.to) {
    case 'suspended':
      return { suspendedAt: sql`now()`, suspendedReason: turn.reason }
    case 'reinstated':
      return { suspendedAt: null, suspendedReason: null }
    case 'archived':
      return { archivedAt: sql`now()`, archivedReason: turn.reason ?? null, archivedBy: turn.by }
    case 'restored':
      return { archivedAt: null, archivedReason: null, archivedBy: null }
  }
}

/**
 * Takes an organization a step through its life, in a transaction that has entered it. What was archived while suspended
 * is suspended again once it is restored.
 * @returns what it is called and the event of the step; no event when it stands there already
 * @throws 404 · 409 `TOO_LATE` · `ARCHIVED`
 */
export async function turnOrganization(tx: Tx, id: string, turn: Turn) {
  const [before] = await tx
    .select({
      name: organizations.name,
      slug: organizations.slug,
      status: organizations.status,
      suspendedAt: organizations.suspendedAt,
      archivedAt: organizations.archivedAt,
      expired: sql<boolean>`coalesce(${organizations.archivedAt} <= now() - make_interval(days => ${deletedAfterDays}), false)`,
    })
    .from(organizations)
    .where(eq(organizations.id, id))
    .for('update')
  if (!before) throw notFound()
  const about = { id, name: before.name, slug: before.slug }
  const stands = {
    suspended: before.suspendedAt !== null,
    reinstated: before.suspendedAt === null,
    archived: before.archivedAt !== null,
    restored: before.archivedAt === null,
  }
  if (stands[turn.to]) return { about, event: null }
  if (before.expired) throw tooLate()
  const [after] = await tx
    .update(organizations)
    .set(setting(turn))
    .where(eq(organizations.id, id))
    .returning({ status: organizations.status })
  const event: EventDraft = {
    type: `organization.${turn.to}`,
    subject: { type: 'organization', id },
    before: { status: before.status },
    after: { status: after?.status },
    reason: turn.reason,
    payload: { disconnect: await activeLogins(tx, id) },
  }
  return { about, event }
}
