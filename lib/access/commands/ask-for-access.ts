import { and, eq, sql } from 'drizzle-orm'
import { auditLog } from '@/db/schema/events'
import { members } from '@/db/schema/organizations'
import { defineCommand } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { conflict, invalidField, notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { activeMembers } from '@/lib/members/active'
import { judge } from '../answer'
import { relationsOf } from '../find'
import { seeing } from '../policy'
import { explained } from '../queries'
import { askForAccessInput } from '../schema'

/**
 * Asks a colleague who could give it for a permission, for one record or for all; once per person, permission and day.
 * The notice names the record only to who sees it. @throws 400 at `of` · 404 · 409 `HELD`, `ASKED`
 */
export const askForAccess = defineCommand({
  name: 'access.ask',
  permission: 'organization.members.view',
  input: askForAccessInput,
  async run({ tx, ctx, input }) {
    const me = memberOf(ctx)
    const { record, allowed, missing, fix, grantors } = await explained(tx, ctx, { ...input, member: undefined })
    if (allowed) throw conflict('HELD', 'You may do this already.')
    const permission = missing ?? input.permission
    if (!grantors?.some(({ id }) => id === input.of))
      throw invalidField('of', 'This person cannot give you this. Ask somebody who can.', 'cannot_grant')
    const [asked] = await activeMembers(tx, ctx, [input.of])
    if (!asked) throw notFound()

    // One of two clicks at the same time waits here for the other.
    await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.organizationId, ctx.organization.id), eq(members.id, me)))
      .for('no key update')
    const [before] = await tx
      .select({ id: auditLog.id })
      .from(auditLog)
      .where(
        and(
          eq(auditLog.organizationId, ctx.organization.id),
          eq(auditLog.subjectType, 'member'),
          eq(auditLog.subjectId, me),
          eq(auditLog.event, 'access.asked'),
          sql`${auditLog.after}->>'permission' = ${permission} and ${auditLog.after}->>'askedId' = ${asked.id}
            and ${auditLog.at} > now() - interval '1 day'`,
        ),
      )
      .limit(1)
    if (before) throw conflict('ASKED', `You asked ${asked.name} for this today. They have a notice.`)

    const relation = record && (await relationsOf(tx, ctx, record, [asked.id])).get(asked.id)
    const sees = record && relation && judge(asked, seeing[record.place].at(-1) ?? permission, record, relation).allowed
    const grant = fix?.grants.find((one) => one.permission === permission)?.grant ?? null
    return changed(
      { permission, of: { id: asked.id, name: asked.name } },
      {
        type: 'access.asked',
        subject: { type: 'member', id: me },
        ...(sees && {
          projectId: record.project ?? undefined,
          taskId: record.task ?? undefined,
          ticketId: record.ticket ?? undefined,
        }),
        after: { name: ctx.actor.name, permission, grant, asked: asked.name, askedId: asked.id },
        payload: { memberId: asked.id },
      },
    )
  },
})
