import { sql } from 'drizzle-orm'
import { walks } from '@/db/schema/walks'
import { defineCommand } from '@/lib/core/command'
import { type Context, memberOf, type ReadOnly, type WalkAnswer, walking } from '@/lib/core/context'
import { conflict, invalidField } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { nestPermissions, readPermissions } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { subjectOf } from '@/lib/core/walk'
import { findMember } from '@/lib/members/find'
import { findRole, requireForClient } from '@/lib/roles/find'
import { changesOf } from '@/lib/roles/policy'
import { startWalkInput } from '../schema'
import { showWalk } from '../show'

const notHeld = () => invalidField('member', 'This person does not hold the role. Choose one who does.', 'not_a_holder')

/** Whom it is as, when there is somebody to look with. @throws 404 · 409 `NOT_ACTIVE`, `ROLE_OFF` · 400 */
async function eyesOf(tx: Tx, ctx: Context, input: { member?: string; role?: string; permissions?: unknown }) {
  const member = input.member ? await findMember(tx, ctx, input.member) : null
  const role = input.role ? await findRole(tx, ctx, input.role) : null
  if (member && member.status !== 'active')
    throw conflict('NOT_ACTIVE', 'This person is not active here, and sees nothing.')
  if (role && !role.active) throw conflict('ROLE_OFF', 'This role is switched off and gives nothing.')
  if (member && role && !member.held.some(({ id }) => id === role.id)) throw notHeld()
  if (member && !role && member.id === ctx.actor.memberId)
    throw invalidField('member', 'These are your own eyes.', 'own_self')
  const draft = role && readPermissions(input.permissions ?? role.permissions)
  if (role && draft) requireForClient(role.key, draft)
  return { member, role, draft }
}

/** What the draft would change, for the trail; a role as it is saved changes nothing. */
const draftLines = ({ role, draft }: Awaited<ReturnType<typeof eyesOf>>) =>
  role && draft ? changesOf(readPermissions(role.permissions), draft) : null

/**
 * Begins to look around read-only with other eyes, for half an hour at most. It belongs to the session that asks.
 * @throws 400 · 403 `TOO_WIDE`, naming what the actor does not hold as widely · 404 · 409 `NOT_ACTIVE`, `ROLE_OFF`
 */
export const startWalk = defineCommand({
  name: 'walks.start',
  permission: 'organization.roles.manage',
  input: startWalkInput,
  conflicts: { walks_open: { path: '', message: 'You look around with other eyes already. End that first.' } },
  async run({ tx, ctx, input }) {
    if (!ctx.sessionId) throw invalidField('', 'Only a session can look around.')
    const eyes = await eyesOf(tx, ctx, input)
    const organizationId = ctx.organization.id
    await tx.insert(walks).values({
      organizationId,
      sessionId: ctx.sessionId,
      memberId: memberOf(ctx),
      asMemberId: eyes.member?.id,
      roleId: eyes.role?.id,
      draft: eyes.draft && nestPermissions(eyes.draft),
      until: sql`now() + interval '30 minutes'`,
    })
    const [row] = await tx.execute<{ walk: WalkAnswer }>(
      sql`select app_walk(${ctx.sessionId}::uuid, ${organizationId}::uuid) as walk`,
    )
    const begun = walking(ctx, row?.walk as WalkAnswer).readOnly as ReadOnly
    const draft = draftLines(eyes)
    return changed(showWalk(begun), {
      type: 'walk.started',
      subject: subjectOf(begun),
      before: draft?.before,
      after: { walkingAs: begun.as, until: begun.until.toISOString(), ...draft?.after },
    })
  },
})
