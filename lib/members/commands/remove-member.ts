import { defineCommand } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import { conflict } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { heldBy, requireCovered } from '@/lib/roles/find'
import { findMember } from '../find'
import { handOver, holdLeaver, type Takers } from '../hand-over'
import { leaveInput, removeMemberInput } from '../schema'

type Leaver = { id: string; name: string; userId: string; status: string; held: { name: string }[] }

async function depart(tx: Tx, ctx: Context, leaver: Leaver, takers: Takers, how: Departure) {
  await holdLeaver(tx, ctx, leaver.id)
  const { counts, takerIds, events } = await handOver(tx, ctx, leaver, takers)
  const { id, name, userId, status, held } = leaver
  return changed(
    { id, handedOver: Object.values(counts).reduce((sum, { count }) => sum + count, 0) },
    {
      ...how,
      subject: { type: 'member', id },
      before: { name, status, roles: held.map((role) => role.name) },
      after: { name, status: 'left', handedOver: counts },
      payload: { userId, takers: takerIds, disconnect: [userId] },
    },
    ...events,
  )
}
type Departure = { type: 'member.removed' | 'member.left'; reason?: string }

/**
 * Ends somebody's membership and gives what they hold to others, in one transaction. They find no organization on their
 * next request; what they made keeps their name. @throws 400 at `takers.…` · 403 `TOO_WIDE` · 409 `OWNER`, `OWN_SELF`, `LEFT`
 */
export const removeMember = defineCommand({
  name: 'members.remove',
  permission: 'organization.members.remove',
  input: removeMemberInput,
  find: ({ tx, ctx, input }) => findMember(tx, ctx, input.member),
  async run({ tx, ctx, input, subject }) {
    if (subject.isOwner) throw conflict('OWNER', 'The owner cannot be removed. Ownership is transferred first.')
    if (subject.id === ctx.actor.memberId) throw conflict('OWN_SELF', 'You cannot remove yourself. Leave instead.')
    requireCovered(await heldBy(tx, ctx), ...subject.held.map(({ permissions }) => permissions))
    return depart(tx, ctx, subject, input.takers, { type: 'member.removed', reason: input.reason })
  },
})

/** Ends one's own membership the same way. @throws 400 at `takers.…` · 409 `OWNER` before ownership is transferred */
export const leaveOrganization = defineCommand({
  name: 'members.leave',
  permission: 'member',
  input: leaveInput,
  async run({ tx, ctx, input }) {
    const id = memberOf(ctx)
    if (ctx.actor.kind === 'system') throw new Error('This needs a person')
    const { name, userId, roles } = ctx.actor
    return depart(tx, ctx, { id, name, userId, status: 'active', held: roles }, input.takers, { type: 'member.left' })
  },
})
