import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type AnyPgColumn, unionAll } from 'drizzle-orm/pg-core'
import { clients } from '@/db/schema/clients'
import { attachments } from '@/db/schema/comments'
import { files } from '@/db/schema/files'
import { leads } from '@/db/schema/leads'
import { roles } from '@/db/schema/organizations'
import { projects } from '@/db/schema/projects'
import { tasks } from '@/db/schema/tasks'
import { tickets } from '@/db/schema/tickets'
import {
  attachmentInBin,
  ofProject as ofAttachment,
  ofFile,
  ofTask as taskOf,
  ofTicket as ticketOf,
} from '@/lib/attachments/find'
import { clientScope } from '@/lib/clients/scope'
import { binDays, inBin } from '@/lib/core/bin'
import { can } from '@/lib/core/context'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { leadScope } from '@/lib/leads/scope'
import { projectScope } from '@/lib/projects/scope'
import { ofProject as ofTask } from '@/lib/tasks/find'
import { taskScope } from '@/lib/tasks/scope'
import { ofProject as ofTicket } from '@/lib/tickets/find'
import { ticketScope } from '@/lib/tickets/scope'
import { type BinKind, listBinInput } from './schema'

const columns = (kind: BinKind, id: AnyPgColumn, label: SQL, deletedAt: AnyPgColumn) => ({
  kind: sql<BinKind>`${sql.raw(`'${kind}'`)}`.as('kind'),
  id: sql<string>`${id}`.as('id'),
  label: sql<string>`${label}`.as('label'),
  deletedAt: sql<Date>`date_trunc('milliseconds', ${deletedAt})`.mapWith(projects.deletedAt).as('deleted_at'),
})

/** What the reader saw, may delete and therefore may restore, the last deleted first. */
export const listBin = defineQuery({
  name: 'bin.list',
  permission: 'member',
  input: listBinInput,
  async run({ tx, ctx, input }) {
    const after = decodeCursor(input.cursor, 2)
    const here = (table: { organizationId: AnyPgColumn; deletedAt: AnyPgColumn; id: AnyPgColumn }, ...more: SQL[]) =>
      and(
        eq(table.organizationId, ctx.organization.id),
        inBin(table.deletedAt),
        ...more,
        after
          ? sql`(date_trunc('milliseconds', ${table.deletedAt}), ${table.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      )
    const alive = isNull(projects.deletedAt)
    const taskKey = sql`${projects.key} || '-' || ${tasks.number} || ' ' || ${tasks.title}`
    const rows = await unionAll(
      tx
        .select(columns('task', tasks.id, taskKey, tasks.deletedAt))
        .from(tasks)
        .innerJoin(projects, ofTask)
        .where(here(tasks, alive, taskScope(ctx, 'tasks.tasks.view'), taskScope(ctx, 'tasks.tasks.delete'))),
      tx
        .select(
          columns('ticket', tickets.id, sql`'SUP-' || ${tickets.number} || ' ' || ${tickets.title}`, tickets.deletedAt),
        )
        .from(tickets)
        .innerJoin(projects, ofTicket)
        .where(
          here(tickets, alive, ticketScope(ctx, 'support.tickets.view'), ticketScope(ctx, 'support.tickets.assign')),
        ),
      tx
        .select(columns('attachment', attachments.id, sql`${files.name}`, attachments.deletedAt))
        .from(attachments)
        .innerJoin(files, ofFile)
        .innerJoin(projects, ofAttachment)
        .leftJoin(tasks, taskOf)
        .leftJoin(tickets, ticketOf)
        .where(and(here(attachments), attachmentInBin(ctx))),
      tx
        .select(columns('project', projects.id, sql`${projects.key} || ' ' || ${projects.title}`, projects.deletedAt))
        .from(projects)
        .where(
          here(projects, projectScope(ctx, 'projects.projects.view'), projectScope(ctx, 'projects.projects.delete')),
        ),
      tx
        .select(columns('client', clients.id, sql`${clients.name}`, clients.deletedAt))
        .from(clients)
        .where(here(clients, clientScope(ctx, 'crm.clients.view'), clientScope(ctx, 'crm.clients.delete'))),
      tx
        .select(columns('lead', leads.id, sql`${leads.company}`, leads.deletedAt))
        .from(leads)
        .where(here(leads, leadScope(ctx, 'crm.leads.view'), leadScope(ctx, 'crm.leads.delete'))),
      tx
        .select(columns('role', roles.id, sql`${roles.name}`, roles.deletedAt))
        .from(roles)
        .where(
          here(roles, sql`${can(ctx, 'organization.members.view') && can(ctx, 'organization.roles.manage')}::boolean`),
        ),
    )
      .orderBy(sql`deleted_at desc`, sql`id desc`)
      .limit(input.limit + 1)
    return toPage(
      rows,
      input.limit,
      (row) => [row.deletedAt.toISOString(), row.id],
      (row) => ({ ...row, goneAt: new Date(row.deletedAt.getTime() + binDays * 86_400_000) }),
    )
  },
})
export type BinItem = Awaited<ReturnType<typeof listBin>>['items'][number]
