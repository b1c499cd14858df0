import { clients, contacts } from '@/db/schema/clients'
import { defineCommand, newId } from '@/lib/core/command'
import { memberOf } from '@/lib/core/context'
import { changed } from '@/lib/core/events'
import { createClientInput } from '../schema'

export const contactConflicts = {
  contacts_email_unique: { path: 'email', message: 'This client already has a contact with this e-mail.' },
}

/** Adds a client with its first contacts. The one who adds it looks after it. */
export const createClient = defineCommand({
  name: 'clients.create',
  permission: 'crm.clients.create',
  input: createClientInput,
  conflicts: { contacts_email_unique: { path: 'contacts', message: 'Two contacts have the same e-mail.' } },
  async run({ tx, ctx, input }) {
    const me = memberOf(ctx)
    const organizationId = ctx.organization.id
    const { contacts: people = [], ...fields } = input
    const id = newId()
    await tx.insert(clients).values({ organizationId, id, ...fields, ownerId: me, createdById: me })
    const added = people.map((person) => ({ organizationId, id: newId(), clientId: id, ...person }))
    if (added.length > 0) await tx.insert(contacts).values(added)

    return changed(
      { id, contactIds: added.map((contact) => contact.id) },
      { type: 'client.created', subject: { type: 'client', id }, after: { ...fields, contacts: people } },
    )
  },
})
