import { and, desc, eq, inArray, or, sql } from 'drizzle-orm'
import { clients, contacts } from '@/db/schema/clients'
import { auditLog } from '@/db/schema/events'
import { projects } from '@/db/schema/projects'
import { isHistory } from '@/lib/audit/scope'
import { can } from '@/lib/core/context'
import { decodeCursor, toPage } from '@/lib/core/page'
import { defineQuery } from '@/lib/core/query'
import { reaches, visibleProjects } from '@/lib/projects/queries'
import { findClient } from './queries'
import { clientActivityInput } from './schema'

const ofProjects = [
  'project.created',
  'project.status_changed',
  'project.activated',
  'project.deleted',
  'project.restored',
]
const ofMoney = ['payment.recorded', 'payment.verified', 'payment.rejected']

/**
 * What happened with a client, its contacts and its projects, newest first: of projects only those that the reader sees,
 * of payments only where they see the budget. What changed inside is told on each record's own page. @throws 404
 */
export const clientActivity = defineQuery({
  name: 'clients.activity',
  permission: 'crm.clients.view',
  one: true,
  input: clientActivityInput,
  async run({ tx, ctx, input }) {
    const client = await findClient(tx, ctx, input.client, 'crm.clients.view')
    const after = decodeCursor(input.cursor, 1)
    const theirs = and(visibleProjects(ctx), eq(projects.clientId, client.id))
    const people = tx
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.organizationId, ctx.organization.id), eq(contacts.clientId, client.id)))
    const seen = tx.select({ id: projects.id }).from(projects).where(theirs)
    const paid = tx
      .select({ id: projects.id })
      .from(projects)
      .where(and(theirs, reaches(ctx, 'projects.budget.view')))
    const rows = await tx
      .select({
        id: auditLog.id,
        at: auditLog.at,
        event: auditLog.event,
        by: auditLog.actorName,
        project: { key: projects.key, title: projects.title },
      })
      .from(auditLog)
      .innerJoin(clients, and(eq(clients.organizationId, auditLog.organizationId), eq(clients.id, client.id)))
      .leftJoin(
        projects,
        and(eq(projects.organizationId, auditLog.organizationId), eq(projects.id, auditLog.projectId)),
      )
      .where(
        and(
          eq(auditLog.organizationId, ctx.organization.id),
          isHistory,
          or(
            and(eq(auditLog.subjectType, 'client'), eq(auditLog.subjectId, client.id)),
            and(eq(auditLog.subjectType, 'contact'), inArray(auditLog.subjectId, people)),
            and(inArray(auditLog.event, ofProjects), inArray(auditLog.projectId, seen)),
            and(inArray(auditLog.event, ofMoney), inArray(auditLog.projectId, paid)),
          ),
          after ? sql`${auditLog.id} < ${after[0]}::uuid` : undefined,
        ),
      )
      .orderBy(desc(auditLog.id))
      .limit(input.limit + 1)
    const seesPeople = can(ctx, 'organization.members.view')
    return toPage(
      rows,
      input.limit,
      (row) => [row.id],
      (row) => ({ ...row, by: seesPeople ? row.by : null }),
    )
  },
})
export type ClientEvent = Awaited<ReturnType<typeof clientActivity>>['items'][number]
