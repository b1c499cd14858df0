import { defineCommand } from '@/lib/core/command'
import { AppError } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { requireOwnPassword } from '@/lib/core/own-password'
import { turnOrganization } from '../life'
import { archiveOrganizationInput } from '../schema'

const ownerOnly = () =>
  new AppError(403, { code: 'OWNER_ONLY', message: 'Only the owner can archive the organization.' })

/**
 * Puts the organization away: from the next request on it answers nobody, and thirty days later it is deleted for good.
 * @throws 400 at `password` · 403 `OWNER_ONLY` · 429
 */
export const archiveOrganization = defineCommand({
  name: 'organizations.archive',
  permission: 'member',
  input: archiveOrganizationInput,
  secrets: ['password'],
  before: async ({ ctx, input }) => {
    if (ctx.actor.kind !== 'system' && ctx.actor.owner) await requireOwnPassword(ctx, input.password)
  },
  async run({ tx, ctx, input }) {
    if (ctx.actor.kind === 'system' || !ctx.actor.owner) throw ownerOnly()
    const { reason } = input
    const { event } = await turnOrganization(tx, ctx.organization.id, { to: 'archived', by: 'owner', reason })
    return event ? changed({}, event) : unchanged({})
  },
})
