import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { organizations } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import type { Context } from '@/lib/core/context'
import { stale } from '@/lib/core/errors'
import { changed, difference, type EventDraft, unchanged } from '@/lib/core/events'
import type { Tx } from '@/lib/core/transaction'
import { activateWhenPaid } from '@/lib/projects/activation'
import { organizationConflicts } from '../found'
import { activeLogins } from '../life'
import { inWords } from '../policy'
import { readSettings } from '../queries'
import { updateSettingsInput } from '../schema'

/** A lower share may be reached already: projects that wait and have no share of their own become active. */
async function activateReached(tx: Tx, ctx: Context): Promise<EventDraft[]> {
  const waiting = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(
      and(
        eq(projects.organizationId, ctx.organization.id),
        eq(projects.status, 'AWAITING_PAYMENT'),
        isNull(projects.requiredShareBp),
        isNull(projects.deletedAt),
      ),
    )
    .orderBy(asc(projects.id))
    .for('no key update')
  const events: EventDraft[] = []
  for (const { id } of waiting) events.push(...(await activateWhenPaid(tx, ctx, id)))
  return events
}

/**
 * Changes the settings of the organization; all of them count from the next request on. Whoever looks on while a module
 * is switched off asks for live channels anew. @throws 400 · 409 `TAKEN` at `name`, `slug`, `contactEmail` · `STALE`
 */
export const updateSettings = defineCommand({
  name: 'organizations.update_settings',
  permission: 'organization.settings.edit',
  input: updateSettingsInput,
  conflicts: organizationConflicts,
  async run({ tx, ctx, input }) {
    const { version, requiredShare, ...fields } = input
    const { id } = ctx.organization
    const { formerSlugs: _, ...before } = await readSettings(tx, ctx)
    if (before.version !== version) throw stale(before)
    const after = { ...before, ...fields, requiredShare: requiredShare ?? before.requiredShare }
    const diff = difference(inWords(before), inWords(after))
    if (!diff.changed) return unchanged({ slug: before.slug, version })
    const [row] = await tx
      .update(organizations)
      .set({
        ...fields,
        requiredShareBp: Math.round(after.requiredShare * 100),
        version: sql`${organizations.version} + 1`,
      })
      .where(and(eq(organizations.id, id), eq(organizations.version, version)))
      .returning({ version: organizations.version })
    if (!row) throw stale(await readSettings(tx, ctx))
    const lost =
      after.clientSees !== before.clientSees || after.modulesOff.some((module) => !before.modulesOff.includes(module))
    const activated = after.requiredShare < before.requiredShare ? await activateReached(tx, ctx) : []
    return changed(
      { slug: after.slug, version: row.version },
      {
        type: 'organization.settings_changed',
        subject: { type: 'organization', id },
        before: diff.before,
        after: diff.after,
        payload: lost ? { disconnect: await activeLogins(tx, id) } : {},
      },
      ...activated,
    )
  },
})
