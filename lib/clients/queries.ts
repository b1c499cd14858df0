import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { clients, contacts } from '@/db/schema/clients'
import { members } from '@/db/schema/organizations'
import type { Context } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { decodeCursor, toPage } from '@/lib/core/page'
import type { Permission } from '@/lib/core/permissions'
import { defineQuery } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { projectScope } from '@/lib/projects/scope'
import { clientRefInput, listClientsInput } from './schema'
import { clientScope } from './scope'

const alive = (ctx: Context) => and(eq(clients.organizationId, ctx.organization.id), isNull(clients.deletedAt))
export const visibleClients = (ctx: Context): SQL | undefined => and(alive(ctx), clientScope(ctx, 'crm.clients.view'))

export const reachesClient = (ctx: Context, permission: Permission) =>
  sql<boolean>`coalesce(${clientScope(ctx, permission)}, false)`

/** A client that the actor can see, and whether `permission` reaches it. @throws 404 */
export async function findClient(tx: Tx, ctx: Context, id: string, permission: Permission) {
  const [found] = await tx
    .select({ client: clients, permitted: reachesClient(ctx, permission) })
    .from(clients)
    .where(and(visibleClients(ctx), eq(clients.id, id)))
  if (!found) throw notFound()
  return { ...found.client, permitted: found.permitted }
}

const row = {
  id: clients.id,
  name: clients.name,
  website: clients.website,
  notes: clients.notes,
  owner: { id: members.id, name: members.name },
  createdAt: clients.createdAt,
  version: clients.version,
}

const withOwner = and(eq(members.organizationId, clients.organizationId), eq(members.id, clients.ownerId))

/** Clients by name. @returns `{ items: [{ id, name, website, owner, projects, contacts, … }], nextCursor }` */
export const listClients = defineQuery({
  name: 'clients.list',
  permission: 'crm.clients.view',
  input: listClientsInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const rows = await tx
      .select({
        ...row,
        sortName: sql<string>`lower(${clients.name})`,
        // One subselect a row, on an index, for a page of rows.
        projects: sql<number>`(select count(*)::int from projects where projects.organization_id = ${ctx.organization.id}
          and projects.client_id = ${clients.id} and projects.deleted_at is null and ${projectScope(ctx, 'projects.projects.view')})`,
        contacts: sql<number>`(select count(*)::int from contacts where contacts.organization_id = ${ctx.organization.id}
          and contacts.client_id = ${clients.id} and contacts.deleted_at is null)`,
      })
      .from(clients)
      .innerJoin(members, withOwner)
      .where(
        and(
          visibleClients(ctx),
          input.q ? sql`position(lower(${input.q}) in lower(${clients.name})) > 0` : undefined,
          after ? sql`(lower(${clients.name}), ${clients.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
        ),
      )
      .orderBy(sql`lower(${clients.name})`, asc(clients.id))
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (client) => [client.sortName, client.id],
      ({ sortName: _, ...client }) => client,
    )
  },
})

/** One client with contacts. @throws 404 */
export const getClient = defineQuery({
  name: 'clients.get',
  permission: 'crm.clients.view',
  one: true,
  input: clientRefInput,
  async run({ tx, ctx, input }) {
    const [found, people] = await Promise.all([
      tx
        .select({ ...row, editable: sql<boolean>`coalesce(${clientScope(ctx, 'crm.clients.edit')}, false)` })
        .from(clients)
        .innerJoin(members, withOwner)
        .where(and(visibleClients(ctx), eq(clients.id, input.client))),
      tx
        .select({
          id: contacts.id,
          name: contacts.name,
          email: contacts.email,
          phone: contacts.phone,
          position: contacts.position,
          hasLogin: sql<boolean>`${contacts.memberId} is not null`,
        })
        .from(contacts)
        .where(
          and(
            eq(contacts.organizationId, ctx.organization.id),
            eq(contacts.clientId, input.client),
            isNull(contacts.deletedAt),
          ),
        )
        .orderBy(asc(contacts.name)),
    ])
    if (!found[0]) throw notFound()
    return { ...found[0], contacts: people }
  },
})
