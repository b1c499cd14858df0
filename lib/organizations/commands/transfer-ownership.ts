import { and, eq, sql } from 'drizzle-orm'
import { users } from '@/db/schema/accounts'
import { memberRoles, members, organizations, roles } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { memberOf } from '@/lib/core/context'
import { AppError, conflict, invalidField } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { requireOwnPassword } from '@/lib/core/own-password'
import type { Tx } from '@/lib/core/transaction'
import { findMember } from '@/lib/members/find'
import { clientKey } from '@/lib/roles/policy'
import { transferOwnershipInput } from '../schema'

const ownerOnly = () =>
  new AppError(403, { code: 'OWNER_ONLY', message: 'Only the owner can give the organization to somebody else.' })

/** Who could own it: an active colleague whose address is theirs. @throws 409 */
async function requireWorthy(tx: Tx, person: Awaited<ReturnType<typeof findMember>>) {
  if (person.status === 'left') throw conflict('LEFT', 'This person has left. Invite them again first.')
  const [login] = await tx
    .select({ verified: users.emailVerifiedAt, disabled: users.disabledAt })
    .from(users)
    .where(eq(users.id, person.userId))
  if (person.status !== 'active' || login?.disabled)
    throw conflict('SUSPENDED', 'This person is suspended. Reinstate them first.')
  if (!login?.verified) throw conflict('EMAIL_UNVERIFIED', 'This person has not confirmed their e-mail address yet.')
  if (person.held.some(({ key }) => key === clientKey))
    throw conflict('CLIENT_CONTACT', 'A client’s contact cannot own the organization.')
}

/** Whoever gives it away stays as an admin. @throws 409 `ADMIN_ROLE_OFF` */
async function makeAdmin(tx: Tx, ctx: Context, memberId: string) {
  const organizationId = ctx.organization.id
  const [admin] = await tx
    .select({ id: roles.id, active: roles.active })
    .from(roles)
    .where(and(eq(roles.organizationId, organizationId), eq(roles.key, 'admin')))
  if (!admin?.active)
    throw conflict('ADMIN_ROLE_OFF', 'Switch the role “Admin” on first: it is what you will hold afterwards.')
  await tx.insert(memberRoles).values({ organizationId, memberId, roleId: admin.id }).onConflictDoNothing()
}

/**
 * Gives the organization to another member; the owner becomes an admin. Of several at once, one is done.
 * @throws 400 at `password`, `member` · 403 `OWNER_ONLY` · 404 · 409 `SUSPENDED`, `LEFT`, `EMAIL_UNVERIFIED`, `CLIENT_CONTACT`, `NOT_OWNER` · 429
 */
export const transferOwnership = defineCommand({
  name: 'organizations.transfer_ownership',
  permission: 'member',
  input: transferOwnershipInput,
  secrets: ['password'],
  before: async ({ ctx, input }) => {
    if (ctx.actor.kind !== 'system' && ctx.actor.owner) await requireOwnPassword(ctx, input.password)
  },
  find: ({ tx, ctx, input }) => findMember(tx, ctx, input.member),
  async run({ tx, ctx, subject }) {
    if (ctx.actor.kind === 'system' || !ctx.actor.owner) throw ownerOnly()
    const [me, { id: organizationId }] = [memberOf(ctx), ctx.organization]
    if (subject.id === me) throw invalidField('member', 'You own the organization already.', 'own_self')
    const one = (id: string) => and(eq(members.organizationId, organizationId), eq(members.id, id))
    // Whoever holds the owner's row decides; everybody else finds it given away.
    const [given] = await tx
      .update(members)
      .set({ isOwner: false, version: sql`${members.version} + 1` })
      .where(and(one(me), eq(members.isOwner, true)))
      .returning({ name: members.name, userId: members.userId })
    if (!given) throw conflict('NOT_OWNER', 'You do not own this organization any more.')
    await requireWorthy(tx, subject)
    const [taken] = await tx
      .update(members)
      .set({ isOwner: true, version: sql`${members.version} + 1` })
      .where(and(one(subject.id), eq(members.status, 'active')))
      .returning({ id: members.id })
    if (!taken) throw conflict('SUSPENDED', 'This person is suspended. Reinstate them first.')
    await makeAdmin(tx, ctx, me)
    await tx.update(organizations).set({ ownerMemberId: subject.id }).where(eq(organizations.id, organizationId))
    return changed(
      { owner: { id: subject.id, name: subject.name } },
      {
        type: 'organization.ownership_transferred',
        subject: { type: 'organization', id: organizationId },
        before: { owner: given.name },
        after: { owner: subject.name },
        payload: { from: me, to: subject.id, disconnect: [given.userId] },
      },
    )
  },
})
