import { z } from 'zod'
import { operation } from '@/lib/core/operation'
import { listOf, named, timestamp, version } from '@/lib/core/rest-shapes'
import { clientActivity } from './activity'
import * as commands from './commands/add-contact'
import { createClient } from './commands/create-client'
import { deleteClient, restoreClient } from './commands/delete-client'
import { updateClient } from './commands/update-client'
import { getClient, listClients } from './queries'
import { similarClients } from './similar'

const summary = {
  id: z.uuid(),
  name: z.string(),
  website: z.string().nullable(),
  notes: z.string(),
  owner: named,
  createdAt: timestamp,
  version,
}

const contact = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  position: z.string().nullable(),
  hasLogin: z.boolean(),
})

const client = z.object({ ...summary, editable: z.boolean(), contacts: z.array(contact) })

export const list = operation(listClients, {
  method: 'GET',
  path: '/clients',
  summary: 'Clients by name',
  output: listOf(z.object({ ...summary, projects: z.int(), contacts: z.int() })),
})

export const create = operation(createClient, {
  method: 'POST',
  path: '/clients',
  summary: 'Add a client with its first contacts',
  output: client,
  status: 201,
  answer: ({ ctx, data }) => getClient(ctx, { client: data.id }),
  location: ({ id }) => `clients/${id}`,
})

export const activity = operation(clientActivity, {
  method: 'GET',
  path: '/clients/{client}/activity',
  summary: 'What happened with a client, its contacts and its projects, newest first',
  output: listOf(
    z.object({
      id: z.uuid(),
      at: timestamp,
      event: z.string(),
      by: z.string().nullable(),
      project: z.object({ key: z.string(), title: z.string() }).nullable(),
    }),
  ),
})

export const similar = operation(similarClients, {
  method: 'GET',
  path: '/clients/similar',
  summary: 'Clients with a similar name or the same domain, before one is added twice',
  output: z.object({
    clients: z.array(z.object({ id: z.uuid(), name: z.string(), because: z.enum(['name', 'domain']) })),
  }),
})

export const get = operation(getClient, {
  method: 'GET',
  path: '/clients/{client}',
  summary: 'A client with its contacts',
  output: client,
})

export const update = operation(updateClient, {
  method: 'PATCH',
  path: '/clients/{client}',
  summary: 'Change a client',
  output: client,
  current: (ctx, given) => getClient(ctx, { client: given.client }),
})

export const remove = operation(deleteClient, {
  method: 'DELETE',
  path: '/clients/{client}',
  summary: 'Put a client into the bin',
  description: '409 `IN_USE` while it has projects.',
})

export const restore = operation(restoreClient, {
  method: 'POST',
  path: '/clients/{client}/restore',
  summary: 'Take a client out of the bin, within 30 days',
  output: client,
  current: (ctx, given) => getClient(ctx, { client: given.client }),
})

export const addContact = operation(commands.addContact, {
  method: 'POST',
  path: '/clients/{client}/contacts',
  summary: 'Add a contact to a client',
  output: contact,
  status: 201,
  answer: async ({ ctx, data, given }) =>
    (await getClient(ctx, { client: given.client })).contacts.find((person) => person.id === data.id) ?? data,
})
