import { and, eq, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { defineCommand } from '@/lib/core/command'
import { conflict, stale } from '@/lib/core/errors'
import { changed, unchanged } from '@/lib/core/events'
import { findLead } from '../queries'
import { moveLeadInput } from '../schema'

/**
 * Moves a lead along the pipeline; losing it needs a reason, a lost one may come back. One that became a client stays.
 * @throws 409 `WRONG_STATUS` · 409 `STALE`
 */
export const moveLead = defineCommand({
  name: 'leads.move',
  permission: 'crm.leads.edit',
  input: moveLeadInput,
  find: ({ tx, ctx, input }) => findLead(tx, ctx, input.lead, 'crm.leads.edit'),
  async run({ tx, ctx, input, subject }) {
    const { permitted: _, ...before } = subject
    if (subject.version !== input.version) throw stale(before)
    if (subject.stage === 'WON') throw conflict('WRONG_STATUS', 'This lead has already become a client.')
    if (subject.stage === input.stage) return unchanged({ id: subject.id, version: subject.version })
    const lost = input.stage === 'LOST'
    const [row] = await tx
      .update(leads)
      .set({
        stage: input.stage,
        lostReason: lost ? input.reason : null,
        closedAt: lost ? sql`now()` : null,
        version: sql`${leads.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(eq(leads.organizationId, ctx.organization.id), eq(leads.id, subject.id), eq(leads.version, input.version)),
      )
      .returning({ version: leads.version })
    if (!row) throw stale(before)
    return changed(
      { id: subject.id, version: row.version },
      {
        type: lost ? 'lead.lost' : 'lead.moved',
        subject: { type: 'lead', id: subject.id },
        before: { stage: subject.stage },
        after: { stage: input.stage },
        reason: input.reason,
      },
    )
  },
})
