import { and, eq } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import { defineLoginCommand } from '@/lib/core/account-command'
import { notFound } from '@/lib/core/errors'
import { record } from '@/lib/core/outbox'
import { enterTenant } from '@/lib/core/transaction'
import { turnOrganization } from '../life'
import { restoreOrganizationInput } from '../schema'

/**
 * Takes an archived organization back, as its owner: nobody can enter it to do so, so it is an act of a login.
 * @throws 404 for everybody who does not own it · 409 `TOO_LATE` after thirty days
 */
export const restoreOrganization = defineLoginCommand({
  name: 'organizations.restore',
  input: restoreOrganizationInput,
  async run({ tx, request, login: { user }, input }) {
    const id = await enterTenant(tx, input.organization)
    const [owner] = await tx
      .select({ memberId: members.id, name: members.name })
      .from(members)
      .where(and(eq(members.organizationId, id), eq(members.userId, user.id), eq(members.isOwner, true)))
    if (!owner) throw notFound()
    const { about, event } = await turnOrganization(tx, id, { to: 'restored' })
    if (event) await record(tx, { organization: { id }, actor: { kind: 'session', ...owner }, request }, [event])
    return { data: { slug: about.slug }, events: [] }
  },
})
