import { and, eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import type { Login, RequestInfo } from '@/lib/core/account-command'
import type { OrganizationId } from '@/lib/core/context'
import { record } from '@/lib/core/outbox'
import type { Tx } from '@/lib/core/transaction'

type Names = Partial<Record<'name' | 'email', string>>

/**
 * Carries a new name or address into every organization of a person, each behind its own wall and with its own trail,
 * inside the transaction that changes the login.
 */
export async function followInOrganizations(
  tx: Tx,
  request: RequestInfo,
  user: Pick<Login['user'], 'id' | 'name' | 'email'>,
  next: Names,
): Promise<void> {
  const [row] = await tx.execute<{ places: { organizationId: OrganizationId; memberId: string }[] }>(
    sql`select app_memberships(${user.id}::uuid) as places`,
  )
  for (const { organizationId, memberId } of row?.places ?? []) {
    await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
    const here = and(eq(members.organizationId, organizationId), eq(members.id, memberId))
    const [before] = await tx.select({ name: members.name, email: members.email }).from(members).where(here)
    await tx
      .update(members)
      .set({ ...next, version: sql`version + 1` })
      .where(here)
    const actor = { kind: 'session', memberId, name: next.name ?? user.name }
    await record(tx, { organization: { id: organizationId }, actor, request }, [
      {
        type: 'member.login_changed',
        subject: { type: 'member', id: memberId },
        before: before && Object.fromEntries(Object.keys(next).map((key) => [key, before[key as keyof Names]])),
        after: next,
      },
    ])
    // The rule that nothing changes unheard is asked here, while this organization is the one that is open.
    await tx.execute(sql`set constraints all immediate`)
    await tx.execute(sql`set constraints all deferred`)
  }
  await tx.execute(sql`select set_config('app.organization_id', '', true)`)
}
