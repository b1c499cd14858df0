import { and, eq, isNull, sql } from 'drizzle-orm'
import { walks } from '@/db/schema/walks'
import { type AccessAnswer, type Context, contextFrom, type ReadOnly } from './context'
import { AppError } from './errors'
import type { EventDraft } from './events'
import { record } from './outbox'
import { inTenant } from './transaction'

/** What an entry about a walk is about: whom it is as, or the role of an imagined newcomer. */
export const subjectOf = ({ memberId, role, by }: Pick<ReadOnly, 'memberId' | 'role' | 'by'>): EventDraft['subject'] =>
  memberId ? { type: 'member', id: memberId } : { type: role ? 'role' : 'member', id: role?.id ?? by.memberId }

/**
 * The context of a request. A walk that may not go on any more ends here, and says so once.
 * @throws 403 `SECOND_FACTOR_REQUIRED` · `WALK_ENDED`
 */
export async function enter(
  answer: AccessAnswer,
  kind: 'session' | 'token',
  request: Context['request'],
): Promise<Context> {
  try {
    return contextFrom(answer, kind, request)
  } catch (error) {
    if (answer.walk && error instanceof AppError && error.problem.code === 'WALK_ENDED')
      await end(contextFrom({ ...answer, walk: undefined }, kind, request), answer.walk, error.problem.message)
    throw error
  }
}

async function end(own: Context, walk: NonNullable<AccessAnswer['walk']>, reason: string): Promise<void> {
  if (own.actor.kind === 'system') return
  const by = own.actor
  const memberId = walk.as?.member.id ?? null
  await inTenant(own.organization.id, async (tx) => {
    const [ended] = await tx
      .update(walks)
      .set({ endedAt: sql`now()` })
      .where(and(eq(walks.organizationId, own.organization.id), eq(walks.id, walk.id), isNull(walks.endedAt)))
      .returning({ id: walks.id })
    if (ended)
      await record(tx, own, [{ type: 'walk.ended', subject: subjectOf({ memberId, role: walk.role, by }), reason }])
  })
}

/** Every single thing that the platform looks at is an entry, with why it looks. */
const noteLook = (ctx: Context, { reason }: ReadOnly, page: string): Promise<void> =>
  inTenant(ctx.organization.id, (tx) =>
    record(tx, ctx, [
      {
        type: 'grant.visited',
        subject: { type: 'organization', id: ctx.organization.id },
        after: { page: page.slice(0, 500) },
        reason,
        quiet: true,
      },
    ]),
  )

/** Writes into the trail which page was shown; the same page drawn again is no other visit. */
export async function noteVisit(ctx: Context, page: string): Promise<void> {
  const walk = ctx.readOnly
  if (!walk || walk.lastPage === page) return
  if (walk.kind === 'grant') return noteLook(ctx, walk, page)
  await inTenant(ctx.organization.id, async (tx) => {
    const [moved] = await tx
      .update(walks)
      .set({ lastPage: page })
      .where(
        and(
          eq(walks.organizationId, ctx.organization.id),
          eq(walks.id, walk.id),
          sql`${walks.lastPage} is distinct from ${page}`,
        ),
      )
      .returning({ id: walks.id })
    if (moved)
      await record(tx, ctx, [
        { type: 'walk.visited', subject: subjectOf(walk), after: { page: page.slice(0, 500) }, quiet: true },
      ])
  })
}
