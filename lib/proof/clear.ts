import { eq, sql } from 'drizzle-orm'
import { organizations } from '@/db/schema/organizations'
import type { OrganizationId } from '@/lib/core/context'
import { record } from '@/lib/core/outbox'
import { inTenant } from '@/lib/core/transaction'
import { deleteOrganization } from '@/lib/organizations/commands/delete-organization'
import type { House } from './scratch'

/** Deletes a scratch organization for good. Nobody waits thirty days for it, so it is archived thirty days ago. */
export async function clearAway({ id }: House): Promise<void> {
  await inTenant(id as OrganizationId, async (tx) => {
    const archived = { archivedAt: sql`now() - interval '31 days'`, archivedBy: 'platform' as const }
    await tx.update(organizations).set(archived).where(eq(organizations.id, id))
    const system = { kind: 'system' as const, memberId: null, name: 'Lobby' }
    const request = { id: 'proof', address: null }
    const subject = { type: 'organization' as const, id }
    await record(tx, { organization: { id: id as OrganizationId }, actor: system, request }, [
      { type: 'organization.archived', subject },
    ])
  })
  await deleteOrganization(id)
}
