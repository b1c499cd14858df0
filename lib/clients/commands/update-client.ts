import { and, eq, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { defineCommand } from '@/lib/core/command'
import { stale } from '@/lib/core/errors'
import { changed, difference, unchanged } from '@/lib/core/events'
import { requireColleagues } from '@/lib/members/active'
import { findClient } from '../queries'
import { updateClientInput } from '../schema'

/** Changes a client's fields. @throws 409 `STALE` when somebody else changed it first */
export const updateClient = defineCommand({
  name: 'clients.update',
  permission: 'crm.clients.edit',
  input: updateClientInput,
  find: ({ tx, ctx, input }) => findClient(tx, ctx, input.client, 'crm.clients.edit'),
  conflicts: { clients_owner_fk: { path: 'ownerId', message: 'There is no such member.' } },
  async run({ tx, ctx, input, subject }) {
    const { client: id, version, ...fields } = input
    if (subject.version !== version) throw stale(subject)
    await requireColleagues(tx, ctx, 'ownerId', [fields.ownerId])
    const { permitted: _, ...before } = subject
    const diff = difference(before, { ...before, ...fields })
    if (!diff.changed) return unchanged({ id, version })

    const [row] = await tx
      .update(clients)
      .set({ ...fields, version: sql`${clients.version} + 1`, updatedAt: sql`now()` })
      .where(and(eq(clients.organizationId, ctx.organization.id), eq(clients.id, id), eq(clients.version, version)))
      .returning({ version: clients.version })
    if (!row) throw stale(subject)
    return changed({ id, version: row.version }, { type: 'client.updated', subject: { type: 'client', id }, ...diff })
  },
})
