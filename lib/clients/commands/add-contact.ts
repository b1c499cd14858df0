import { contacts } from '@/db/schema/clients'
import { defineCommand, newId } from '@/lib/core/command'
import { changed } from '@/lib/core/events'
import { findClient } from '../queries'
import { addContactInput } from '../schema'
import { contactConflicts } from './create-client'

/** Adds a person to a client. */
export const addContact = defineCommand({
  name: 'clients.add_contact',
  permission: 'crm.clients.edit',
  input: addContactInput,
  find: ({ tx, ctx, input }) => findClient(tx, ctx, input.client, 'crm.clients.edit'),
  conflicts: contactConflicts,
  async run({ tx, ctx, input }) {
    const { client: clientId, ...person } = input
    const id = newId()
    await tx.insert(contacts).values({ organizationId: ctx.organization.id, id, clientId, ...person })
    return changed(
      { id },
      { type: 'contact.added', subject: { type: 'contact', id }, after: person, payload: { clientId } },
    )
  },
})
