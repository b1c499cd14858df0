import { definePlatformCommand } from '@/lib/core/account-command'
import { record } from '@/lib/core/outbox'
import { enterTenant } from '@/lib/core/transaction'
import { type Turn, turnOrganization } from '@/lib/organizations/life'
import { turnInput } from '../schema'

/** One step in the life of an organization, by the platform: told in its own trail and in the platform's. */
const turning = (name: string, turnOf: (reason: string) => Turn) =>
  definePlatformCommand({
    name,
    input: turnInput,
    async run({ tx, request, admin, input: { organization, reason } }) {
      const id = await enterTenant(tx, organization)
      const { about, event } = await turnOrganization(tx, id, turnOf(reason))
      if (!event) return { data: { slug: about.slug }, events: [] }
      const actor = { kind: 'platform', memberId: null, name: admin.user.name }
      await record(tx, { organization: { id }, actor, request }, [event])
      const { type, before, after } = event
      const subject = { type: 'organization' as const, id, name: about.name }
      return { data: { slug: about.slug }, events: [{ type, subject, before, after, reason, quiet: true }] }
    },
  })

/** Keeps everybody out of an organization until it is reinstated. @throws 401 · 403 · 404 · 409 */
export const suspendOrganization = turning('platform.suspend_organization', (reason) => ({
  to: 'suspended',
  reason,
}))

/** Ends a suspension. @throws 401 · 403 · 404 · 409 */
export const reinstateOrganization = turning('platform.reinstate_organization', (reason) => ({
  to: 'reinstated',
  reason,
}))

/** Puts an organization away; thirty days later it is deleted for good. @throws 401 · 403 · 404 · 409 */
export const archiveOrganization = turning('platform.archive_organization', (reason) => ({
  to: 'archived',
  by: 'platform',
  reason,
}))

/** Takes an archived organization back. @throws 401 · 403 · 404 · 409 `TOO_LATE` */
export const restoreOrganization = turning('platform.restore_organization', (reason) => ({
  to: 'restored',
  reason,
}))
