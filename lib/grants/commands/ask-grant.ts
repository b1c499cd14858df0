import { and, eq, isNull, sql } from 'drizzle-orm'
import { grants } from '@/db/schema/grants'
import { members, organizations } from '@/db/schema/organizations'
import { definePlatformCommand } from '@/lib/core/account-command'
import { newId } from '@/lib/core/command'
import { conflict, notFound } from '@/lib/core/errors'
import { record } from '@/lib/core/outbox'
import { enterTenant, type Tx } from '@/lib/core/transaction'
import { endGrantNow, findGrant } from '../find'
import { askGrantInput, ownGrantInput } from '../schema'

/** What is over by the clock is put away, so that one can ask again. */
const putAway = (tx: Tx, organizationId: string, userId: string) =>
  tx
    .update(grants)
    .set({ endedAt: grants.until })
    .where(
      and(
        eq(grants.organizationId, organizationId),
        eq(grants.userId, userId),
        isNull(grants.endedAt),
        sql`${grants.until} <= now()`,
      ),
    )

/**
 * Asks the owner of an organization to look into it for some hours. It opens nothing before they allow it.
 * @throws 400 · 401 · 403 · 404 · 409 `ASKED` · `MEMBER` · `CLOSED`
 */
export const askGrant = definePlatformCommand({
  name: 'grants.ask',
  input: askGrantInput,
  conflicts: { grants_one_open: { path: 'organization', message: 'You have asked already, or may look already.' } },
  async run({ tx, request, admin: { user }, input: { organization, reason, hours } }) {
    const organizationId = await enterTenant(tx, organization)
    const [[found], [member]] = await Promise.all([
      tx.select().from(organizations).where(eq(organizations.id, organizationId)),
      tx
        .select({ id: members.id })
        .from(members)
        .where(
          and(eq(members.organizationId, organizationId), eq(members.userId, user.id), eq(members.status, 'active')),
        ),
    ])
    if (!found) throw notFound()
    if (found.status !== 'active') throw conflict('CLOSED', 'This organization is closed: it answers nobody now.')
    if (member) throw conflict('MEMBER', 'You are a member there and need no grant.')
    await putAway(tx, organizationId, user.id)
    const id = newId()
    await tx.insert(grants).values({ organizationId, id, userId: user.id, userName: user.name, reason, hours })
    const subject = { type: 'organization' as const, id: organizationId }
    const actor = { kind: 'platform', memberId: null, name: user.name }
    const after = { platformAdmin: user.name, hours }
    await record(tx, { organization: { id: organizationId }, actor, request }, [
      { type: 'grant.asked', subject, after, reason },
    ])
    return {
      data: { id },
      events: [
        { type: 'grant.asked', subject: { ...subject, name: found.name }, after: { hours }, reason, quiet: true },
      ],
    }
  },
})

/** Gives back what one asked for or was allowed. @throws 401 · 403 · 404 */
export const giveBackGrant = definePlatformCommand({
  name: 'grants.give_back',
  input: ownGrantInput,
  async run({ tx, request, admin: { user }, input }) {
    const organizationId = await enterTenant(tx, input.organization)
    const grant = await findGrant(tx, organizationId, input.grant)
    if (grant.userId !== user.id) throw notFound()
    if (!(await endGrantNow(tx, organizationId, grant.id))) return { data: {}, events: [] }
    const subject = { type: 'organization' as const, id: organizationId }
    const actor = { kind: 'platform', memberId: null, name: user.name }
    const event = { type: 'grant.ended', subject, before: { platformAdmin: grant.userName } }
    await record(tx, { organization: { id: organizationId }, actor, request }, [event])
    return { data: {}, events: [{ type: 'grant.ended', subject, quiet: true }] }
  },
})
