import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { clients, contacts } from '@/db/schema/clients'
import { leads } from '@/db/schema/leads'
import { members } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import { visibleClients } from '@/lib/clients/queries'
import type { Context } from '@/lib/core/context'
import type { Permission } from '@/lib/core/permissions'
import type { Tx } from '@/lib/core/transaction'
import { visibleLeads } from '@/lib/leads/queries'
import { visibleProjects } from '@/lib/projects/queries'
import { ofProject, visibleTasks } from '@/lib/tasks/find'
import { keyOf, ofProject as ofTicketProject, visibleTickets } from '@/lib/tickets/find'
import type { SearchKind } from './schema'

type Row = { id: string; label: string; hint: string; path: string }
export type Finder = {
  permission: Permission
  /** A condition that finds by a key instead of a name; undefined when the text is none. */
  byKey?: (text: string) => SQL | undefined
  /** Of these records, or those of the key, the ones that the reader may open. */
  read: (tx: Tx, ctx: Context, ids: string[], byKey: SQL | undefined) => Promise<Row[]>
}

const taskKey = /^([A-Za-z][A-Za-z0-9]{1,9})-(\d{1,9})$/
const among = (id: Parameters<typeof inArray>[0], ids: string[], byKey: SQL | undefined) =>
  or(ids.length > 0 ? inArray(id, ids) : undefined, byKey)

/** How each kind is found within what the reader may see; the noun's own predicate decides. */
export const finders: Partial<Record<SearchKind, Finder>> = {
  task: {
    permission: 'tasks.tasks.view',
    byKey: (text) => {
      const match = taskKey.exec(text)
      const number =
        match?.[1] && sql`(${projects.key} = ${match[1].toUpperCase()} and ${tasks.number} = ${Number(match[2])})`
      return text.includes(' ')
        ? undefined
        : or(number || undefined, sql`lower(${tasks.externalKey}) = ${text.toLowerCase()}`)
    },
    async read(tx, ctx, ids, byKey) {
      const rows = await tx
        .select({ id: tasks.id, number: tasks.number, title: tasks.title, key: projects.key, project: projects.title })
        .from(tasks)
        .innerJoin(projects, ofProject)
        .where(and(visibleTasks(ctx), among(tasks.id, ids, byKey)))
        .limit(600)
      return rows.map(({ id, number, title, key, project }) => ({
        id,
        label: `${key}-${number} ${title}`,
        hint: project,
        path: `/tasks/${key}-${number}`,
      }))
    },
  },
  project: {
    permission: 'projects.projects.view',
    byKey: (text) => (/^[A-Za-z][A-Za-z0-9]{1,9}$/.test(text) ? eq(projects.key, text.toUpperCase()) : undefined),
    async read(tx, ctx, ids, byKey) {
      const rows = await tx
        .select({ id: projects.id, key: projects.key, title: projects.title, client: clients.name })
        .from(projects)
        .innerJoin(clients, and(eq(clients.organizationId, projects.organizationId), eq(clients.id, projects.clientId)))
        .where(and(visibleProjects(ctx), among(projects.id, ids, byKey)))
        .limit(600)
      return rows.map(({ id, key, title, client }) => ({
        id,
        label: `${key} ${title}`,
        hint: client,
        path: `/projects/${key}`,
      }))
    },
  },
  client: {
    permission: 'crm.clients.view',
    async read(tx, ctx, ids) {
      const rows = await tx
        .select({ id: clients.id, name: clients.name, website: clients.website })
        .from(clients)
        .where(and(visibleClients(ctx), inArray(clients.id, ids)))
      return rows.map(({ id, name, website }) => ({ id, label: name, hint: website ?? '', path: `/clients/${id}` }))
    },
  },
  contact: {
    permission: 'crm.clients.view',
    async read(tx, ctx, ids) {
      const rows = await tx
        .select({ id: contacts.id, name: contacts.name, client: clients.name, clientId: clients.id })
        .from(contacts)
        .innerJoin(clients, and(eq(clients.organizationId, contacts.organizationId), eq(clients.id, contacts.clientId)))
        .where(and(visibleClients(ctx), inArray(contacts.id, ids)))
      return rows.map(({ id, name, client, clientId }) => ({
        id,
        label: name,
        hint: client,
        path: `/clients/${clientId}`,
      }))
    },
  },
  lead: {
    permission: 'crm.leads.view',
    async read(tx, ctx, ids) {
      const rows = await tx
        .select({ id: leads.id, company: leads.company, contactName: leads.contactName })
        .from(leads)
        .where(and(visibleLeads(ctx), inArray(leads.id, ids)))
      return rows.map(({ id, company, contactName }) => ({
        id,
        label: company,
        hint: contactName,
        path: `/leads/${id}`,
      }))
    },
  },
  ticket: {
    permission: 'support.tickets.view',
    byKey: (text) => {
      const match = /^SUP-(\d{1,9})$/i.exec(text)
      return match ? eq(tickets.number, Number(match[1])) : undefined
    },
    async read(tx, ctx, ids, byKey) {
      const rows = await tx
        .select({ id: tickets.id, number: tickets.number, title: tickets.title, project: projects.title })
        .from(tickets)
        .innerJoin(projects, ofTicketProject)
        .where(and(visibleTickets(ctx), among(tickets.id, ids, byKey)))
        .limit(600)
      return rows.map(({ id, number, title, project }) => ({
        id,
        label: `${keyOf({ number })} ${title}`,
        hint: project,
        path: `/tickets/${keyOf({ number })}`,
      }))
    },
  },
  member: {
    permission: 'organization.members.view',
    async read(tx, ctx, ids) {
      const rows = await tx
        .select({ id: members.id, name: members.name, email: members.email })
        .from(members)
        .where(and(eq(members.organizationId, ctx.organization.id), inArray(members.id, ids)))
      return rows.map(({ id, name, email }) => ({
        id,
        label: name,
        hint: email,
        path: `/members?q=${encodeURIComponent(name)}`,
      }))
    },
  },
}
