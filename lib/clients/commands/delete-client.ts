import { and, eq, isNull, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { projects } from '@/db/schema/projects'
import { defineCommand } from '@/lib/core/command'
import { conflict } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findClient } from '../queries'
import { clientRefInput } from '../schema'

/** Puts a client into the bin. @throws 409 `IN_USE` while it has projects */
export const deleteClient = defineCommand({
  name: 'clients.delete',
  permission: 'crm.clients.delete',
  input: clientRefInput,
  find: ({ tx, ctx, input }) => findClient(tx, ctx, input.client, 'crm.clients.delete'),
  async run({ tx, ctx, input, subject }) {
    const mine = eq(projects.organizationId, ctx.organization.id)
    const [project] = await tx
      .select({ id: projects.id })
      .from(projects)
      .where(and(mine, eq(projects.clientId, input.client), isNull(projects.deletedAt)))
      .limit(1)
    if (project) throw conflict('IN_USE', 'This client has projects. Delete or move them first.')
    await tx
      .update(clients)
      .set({ deletedAt: sql`now()`, version: sql`${clients.version} + 1` })
      .where(and(eq(clients.organizationId, ctx.organization.id), eq(clients.id, input.client)))
    return changed(
      { id: input.client },
      { type: 'client.deleted', subject: { type: 'client', id: input.client }, before: { name: subject.name } },
    )
  },
})
