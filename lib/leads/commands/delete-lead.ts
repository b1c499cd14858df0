import { and, eq, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { inBin } from '@/lib/core/bin'
import { defineCommand } from '@/lib/core/command'
import { notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findLead } from '../queries'
import { leadRefInput } from '../schema'
import { leadScope } from '../scope'

/** Puts a lead into the bin. */
export const deleteLead = defineCommand({
  name: 'leads.delete',
  permission: 'crm.leads.delete',
  input: leadRefInput,
  find: ({ tx, ctx, input }) => findLead(tx, ctx, input.lead, 'crm.leads.delete'),
  async run({ tx, ctx, subject }) {
    await tx
      .update(leads)
      .set({ deletedAt: sql`now()`, version: sql`${leads.version} + 1` })
      .where(and(eq(leads.organizationId, ctx.organization.id), eq(leads.id, subject.id)))
    return changed(
      { id: subject.id },
      { type: 'lead.deleted', subject: { type: 'lead', id: subject.id }, before: { company: subject.company } },
    )
  },
})

/** Takes a lead out of the bin again. @throws 404 when it is not there for the actor */
export const restoreLead = defineCommand({
  name: 'leads.restore',
  permission: 'crm.leads.delete',
  input: leadRefInput,
  async find({ tx, ctx, input }) {
    const [found] = await tx
      .select({ id: leads.id, permitted: sql<boolean>`coalesce(${leadScope(ctx, 'crm.leads.delete')}, false)` })
      .from(leads)
      .where(
        and(
          eq(leads.organizationId, ctx.organization.id),
          inBin(leads.deletedAt),
          leadScope(ctx, 'crm.leads.view'),
          eq(leads.id, input.lead),
        ),
      )
    if (!found) throw notFound()
    return found
  },
  async run({ tx, ctx, subject }) {
    await tx
      .update(leads)
      .set({ deletedAt: null, version: sql`${leads.version} + 1` })
      .where(and(eq(leads.organizationId, ctx.organization.id), eq(leads.id, subject.id)))
    return changed({ id: subject.id }, { type: 'lead.restored', subject: { type: 'lead', id: subject.id } })
  },
})
