import { and, eq, sql } from 'drizzle-orm'
import { members } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { conflict } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { heldBy, requireCovered } from '@/lib/roles/find'
import { findMember } from '../find'
import { memberRefInput, suspendMemberInput } from '../schema'

type Status = 'active' | 'suspended'

const write = (tx: Tx, ctx: Context, id: string, from: Status, to: Status) =>
  tx
    .update(members)
    .set({ status: to, version: sql`${members.version} + 1` })
    .where(
      and(
        eq(members.organizationId, ctx.organization.id),
        eq(members.id, id),
        eq(members.status, from),
        eq(members.isOwner, false),
      ),
    )
    .returning({ id: members.id })

const isOwnerNow = () => conflict('OWNER', 'The owner cannot be suspended.')

const told = (id: string, name: string, from: Status, to: Status) => ({
  subject: { type: 'member' as const, id },
  before: { name, status: from },
  after: { name, status: to },
})

/** Keeps a member out until they are reinstated: their next request finds no organization. @throws 409 `OWNER`, `OWN_SELF`, `LEFT` */
export const suspendMember = defineCommand({
  name: 'members.suspend',
  permission: 'organization.members.remove',
  input: suspendMemberInput,
  find: ({ tx, ctx, input }) => findMember(tx, ctx, input.member),
  async run({ tx, ctx, input, subject: { id, name, userId, isOwner, status } }) {
    if (isOwner) throw isOwnerNow()
    if (id === ctx.actor.memberId) throw conflict('OWN_SELF', 'You cannot suspend yourself.')
    if (status === 'left') throw conflict('LEFT', 'This person has left already.')
    const [row] = await write(tx, ctx, id, 'active', 'suspended')
    if (!row && (await findMember(tx, ctx, id)).isOwner) throw isOwnerNow()
    if (!row) return unchanged({ id })
    return changed(
      { id },
      {
        type: 'member.suspended',
        ...told(id, name, 'active', 'suspended'),
        reason: input.reason,
        payload: { disconnect: [userId] },
      },
    )
  },
})

/** Lets a suspended member in again, with the roles they hold. @throws 403 `TOO_WIDE` when those reach further than the actor's · 409 `LEFT` */
export const reinstateMember = defineCommand({
  name: 'members.reinstate',
  permission: 'organization.members.remove',
  input: memberRefInput,
  find: ({ tx, ctx, input }) => findMember(tx, ctx, input.member),
  async run({ tx, ctx, subject: { id, name, status, held } }) {
    if (status === 'left') throw conflict('LEFT', 'This person has left. Invite them again.')
    if (status === 'active') return unchanged({ id })
    requireCovered(await heldBy(tx, ctx), ...held.map(({ permissions }) => permissions))
    const [row] = await write(tx, ctx, id, 'suspended', 'active')
    if (!row) return unchanged({ id })
    return changed({ id }, { type: 'member.reinstated', ...told(id, name, 'suspended', 'active') })
  },
})
