import { and, eq, isNull, sql } from 'drizzle-orm'
import { clients } from '@/db/schema/clients'
import { projects } from '@/db/schema/projects'
import { inBin } from '@/lib/core/bin'
import { defineCommand } from '@/lib/core/command'
import { conflict, notFound } from '@/lib/core/errors'
import { changed } from '@/lib/core/events'
import { findClient } from '../queries'
import { clientRefInput } from '../schema'
import { clientScope } from '../scope'

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

/** Takes a client out of the bin. @throws 404 when it is not there for the actor */
export const restoreClient = defineCommand({
  name: 'clients.restore',
  permission: 'crm.clients.delete',
  input: clientRefInput,
  async find({ tx, ctx, input }) {
    const [found] = await tx
      .select({ id: clients.id, permitted: sql<boolean>`coalesce(${clientScope(ctx, 'crm.clients.delete')}, false)` })
      .from(clients)
      .where(
        and(
          eq(clients.organizationId, ctx.organization.id),
          inBin(clients.deletedAt),
          clientScope(ctx, 'crm.clients.view'),
          eq(clients.id, input.client),
        ),
      )
    if (!found) throw notFound()
    return found
  },
  async run({ tx, ctx, subject }) {
    await tx
      .update(clients)
      .set({ deletedAt: null, version: sql`${clients.version} + 1` })
      .where(and(eq(clients.organizationId, ctx.organization.id), eq(clients.id, subject.id)))
    return changed({ id: subject.id }, { type: 'client.restored', subject: { type: 'client', id: subject.id } })
  },
})
