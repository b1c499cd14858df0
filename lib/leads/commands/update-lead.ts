import { and, eq, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { findLead } from '../queries'
import { updateLeadInput } from '../schema'

/** Changes a lead's fields. @throws 409 `STALE` when somebody else changed it first */
export const updateLead = defineCommand({
  name: 'leads.update',
  permission: 'crm.leads.edit',
  input: updateLeadInput,
  find: ({ tx, ctx, input }) => findLead(tx, ctx, input.lead, 'crm.leads.edit'),
  async run({ tx, ctx, input, subject }) {
    const { lead: id, version, ...fields } = input
    const { permitted: _, ...before } = subject
    if (subject.version !== version) throw stale(before)
    await requireColleagues(tx, ctx, 'ownerId', [fields.ownerId])
    const diff = difference(before, { ...before, ...fields })
    if (!diff.changed) return unchanged({ id, version })
    const [row] = await tx
      .update(leads)
      .set({ ...fields, version: sql`${leads.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(leads.organizationId, ctx.organization.id), eq(leads.id, id), eq(leads.version, version)))
      .returning({ version: leads.version })
    if (!row) throw stale(before)
    return changed({ id, version: row.version }, { type: 'lead.updated', subject: { type: 'lead', id }, ...diff })
  },
})
