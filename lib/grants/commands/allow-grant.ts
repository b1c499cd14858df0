import { and, eq, isNull, sql } from 'drizzle-orm'
import { grants } from '@/db/schema/grants'
import { recordAccount } from '@/lib/core/account-command'
import { defineCommand } from '@/lib/core/command'
import { type Context, memberOf } from '@/lib/core/context'
import { AppError, conflict } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { endGrantNow, findGrant } from '../find'
import { grantInput } from '../schema'

const requireOwner = (ctx: Context) => {
  if (ctx.actor.kind === 'system' || !ctx.actor.owner)
    throw new AppError(403, { code: 'OWNER_ONLY', message: 'Only the owner decides who of the platform may look in.' })
}

/** The platform's own trail hears of it too. */
const tellPlatform = (
  tx: Tx,
  ctx: Context,
  type: 'grant.given' | 'grant.refused' | 'grant.ended',
  about: { userName: string },
) =>
  recordAccount(tx, ctx.request, [
    {
      type,
      subject: { type: 'organization', id: ctx.organization.id, name: ctx.organization.name },
      actor: { userId: ctx.actor.kind === 'system' ? null : ctx.actor.userId, name: ctx.actor.name },
      after: { platformAdmin: about.userName },
      quiet: true,
    },
  ])

/** Lets the platform admin who asked look in, from now on and for the hours that they named. @throws 403 `OWNER_ONLY` · 404 · 409 `ENDED` */
export const allowGrant = defineCommand({
  name: 'grants.allow',
  permission: 'member',
  input: grantInput,
  async run({ tx, ctx, input }) {
    requireOwner(ctx)
    const { id: organizationId } = ctx.organization
    const grant = await findGrant(tx, organizationId, input.grant)
    if (grant.state === 'ended' || grant.state === 'over') throw conflict('ENDED', 'This was ended in the meantime.')
    const [row] = await tx
      .update(grants)
      .set({
        allowedAt: sql`now()`,
        allowedById: memberOf(ctx),
        until: sql`now() + make_interval(hours => ${grants.hours})`,
      })
      .where(and(eq(grants.organizationId, organizationId), eq(grants.id, grant.id), isNull(grants.allowedAt)))
      .returning({ until: grants.until })
    if (!row?.until) return unchanged({ id: grant.id })
    await tellPlatform(tx, ctx, 'grant.given', grant)
    const subject = { type: 'organization' as const, id: organizationId }
    const after = { platformAdmin: grant.userName, until: row.until.toISOString() }
    return changed({ id: grant.id }, { type: 'grant.given', subject, after, reason: grant.reason })
  },
})

/** Refuses what was asked, or ends what was allowed: the next request of the platform admin finds nothing. @throws 403 `OWNER_ONLY` · 404 */
export const endGrant = defineCommand({
  name: 'grants.end',
  permission: 'member',
  input: grantInput,
  async run({ tx, ctx, input }) {
    requireOwner(ctx)
    const { id: organizationId } = ctx.organization
    const grant = await findGrant(tx, organizationId, input.grant)
    if (!(await endGrantNow(tx, organizationId, grant.id))) return unchanged({ id: grant.id })
    const type = grant.state === 'asked' ? 'grant.refused' : 'grant.ended'
    await tellPlatform(tx, ctx, type, grant)
    const subject = { type: 'organization' as const, id: organizationId }
    const before = { platformAdmin: grant.userName }
    return changed({ id: grant.id }, { type, subject, before, payload: { disconnect: [grant.userId] } })
  },
})
