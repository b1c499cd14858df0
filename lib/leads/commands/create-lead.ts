import { leads } from '@/db/schema/leads'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { createLeadInput } from '../schema'

/** Adds a possible client to the pipeline. The one who adds it looks after it, unless another colleague is named. */
export const createLead = defineCommand({
  name: 'leads.create',
  permission: 'crm.leads.create',
  input: createLeadInput,
  async run({ tx, ctx, input }) {
    const me = memberOf(ctx)
    await requireColleagues(tx, ctx, 'ownerId', [input.ownerId])
    const id = newId()
    const fields = { ...input, currency: input.currency ?? ctx.organization.currency, ownerId: input.ownerId ?? me }
    await tx.insert(leads).values({ organizationId: ctx.organization.id, id, ...fields, createdById: me })
    return changed({ id }, { type: 'lead.created', subject: { type: 'lead', id }, after: fields })
  },
})
