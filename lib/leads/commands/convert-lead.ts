import { and, eq, sql } from 'drizzle-orm'
import { leads } from '@/db/schema/leads'
import { addContact } from '@/lib/clients/commands/add-contact'
import { createClient } from '@/lib/clients/commands/create-client'
import { findClient } from '@/lib/clients/queries'
import { defineCommand } from '@/lib/core/command'
import { conflict, forbidden, invalidField, stale } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findLead } from '../queries'
import { convertLeadInput } from '../schema'

/**
 * Turns a lead into a new client with its contact, or gives its contact to a client that is there. The lead stays as won.
 * @throws 409 `WRONG_STATUS` when it already became one · 409 `STALE` · 403 without the right to add or change clients
 */
export const convertLead = defineCommand({
  name: 'leads.convert',
  permission: 'crm.leads.convert',
  input: convertLeadInput,
  find: ({ tx, ctx, input }) => findLead(tx, ctx, input.lead, 'crm.leads.convert'),
  async run({ tx, ctx, input, subject }) {
    const { permitted: _, ...before } = subject
    if (subject.version !== input.version) throw stale(before)
    if (subject.stage === 'WON') throw conflict('WRONG_STATUS', 'This lead has already become a client.')
    const person = subject.contactName
      ? { name: subject.contactName, email: subject.email, phone: subject.phone }
      : undefined

    let clientId = input.clientId
    if (clientId) {
      const joined = await findClient(tx, ctx, clientId, 'crm.clients.edit').catch(() => undefined)
      if (!joined) throw invalidField('clientId', 'Choose one of your clients.')
      if (!joined.permitted) throw forbidden('crm.clients.edit')
      if (person) await addContact.within(tx, ctx, { client: clientId, ...person })
    } else {
      const { company, website, notes } = subject
      const contacts = person ? [person] : []
      clientId = (await createClient.within(tx, ctx, { name: company, website, notes, contacts })).id
    }
    const [row] = await tx
      .update(leads)
      .set({
        stage: 'WON',
        clientId,
        lostReason: null,
        closedAt: sql`now()`,
        version: sql`${leads.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(
        and(eq(leads.organizationId, ctx.organization.id), eq(leads.id, subject.id), eq(leads.version, input.version)),
      )
      .returning({ version: leads.version })
    if (!row) throw stale(before)
    return changed(
      { id: subject.id, clientId, version: row.version },
      {
        type: 'lead.converted',
        subject: { type: 'lead', id: subject.id },
        before: { stage: subject.stage },
        after: { stage: 'WON', clientId },
      },
    )
  },
})
