import { listAudit } from '@/lib/audit/queries'
import { listClients } from '@/lib/clients/queries'
import type { Context } from '@/lib/core/context'
import type { Money } from '@/lib/core/money'
import type { Page } from '@/lib/core/page'
import type { Query } from '@/lib/core/query'
import type { Tx } from '@/lib/core/transaction'
import { listLeads } from '@/lib/leads/queries'
import { listMembers } from '@/lib/members/queries'
import { listPayments } from '@/lib/payments/queries'
import { listProjects } from '@/lib/projects/queries'
import { listTasks } from '@/lib/tasks/queries'
import { listTickets } from '@/lib/tickets/queries'
import type { ExportList } from './schema'
import type { Cell } from './sheet'

type Columns<Row> = [header: string, cell: (row: Row) => Cell][]
/** A list as it is exported: read by the query that shows it, so that nobody gets more than they see. */
export type Exported = {
  permission: Query<never, unknown>['permission']
  header: string[]
  page: (ctx: Context, filters: Record<string, string>, cursor: string | undefined, tx?: Tx) => Promise<Page<Cell[]>>
}

const from = <Input, Row>(query: Query<Input, Page<Row>>, columns: Columns<Row>): Exported => ({
  permission: query.permission,
  header: columns.map(([header]) => header),
  async page(ctx, filters, cursor, tx) {
    const input = { ...filters, cursor, limit: 100 } as Input
    const { items, nextCursor } = await (tx ? query.within(tx, ctx, input) : query(ctx, input))
    return { items: items.map((row) => columns.map(([, cell]) => cell(row))), nextCursor }
  },
})

const inside = (money: Money | null | undefined) => money?.currency ?? null

export const exported: Record<ExportList, Exported> = {
  tasks: from(listTasks, [
    ['Key', (task) => task.key],
    ['Title', (task) => task.title],
    ['Status', (task) => task.status],
    ['Priority', (task) => task.priority],
    ['Assignee', (task) => task.assignee?.name],
    ['Labels', (task) => task.labels.join(', ')],
    ['Estimate', (task) => task.estimate],
    ['Progress', (task) => task.progress],
    ['Due date', (task) => task.dueOn],
  ]),
  projects: from(listProjects, [
    ['Key', (project) => project.key],
    ['Title', (project) => project.title],
    ['Client', (project) => project.client.name],
    ['Status', (project) => project.status],
    ['Start', (project) => project.startsOn],
    ['Due date', (project) => project.dueOn],
    ['Open tasks', (project) => project.tasks.todo + project.tasks.inProgress],
    ['Done tasks', (project) => project.tasks.done],
    ['Net', (project) => project.budget?.net],
    ['Verified', (project) => project.budget?.verified],
    ['Currency', (project) => inside(project.budget?.net)],
  ]),
  clients: from(listClients, [
    ['Name', (client) => client.name],
    ['Website', (client) => client.website],
    ['Looked after by', (client) => client.owner.name],
    ['Contacts', (client) => client.contacts],
    ['Projects', (client) => client.projects],
    ['Notes', (client) => client.notes],
    ['Since', (client) => client.createdAt],
  ]),
  leads: from(listLeads, [
    ['Company', (lead) => lead.company],
    ['Contact', (lead) => lead.contactName],
    ['E-mail', (lead) => lead.email],
    ['Phone', (lead) => lead.phone],
    ['Website', (lead) => lead.website],
    ['Stage', (lead) => lead.stage],
    ['Worth', (lead) => lead.value],
    ['Currency', (lead) => inside(lead.value)],
    ['Follow-up', (lead) => lead.followUpOn],
    ['Source', (lead) => lead.source],
    ['Looked after by', (lead) => lead.owner.name],
    ['Notes', (lead) => lead.notes],
  ]),
  payments: from(listPayments, [
    ['Project', (payment) => payment.project.key],
    ['Client', (payment) => payment.client.name],
    ['Amount', (payment) => payment.amount],
    ['Currency', (payment) => payment.amount.currency],
    ['Paid on', (payment) => payment.paidOn],
    ['Method', (payment) => payment.method],
    ['Reference', (payment) => payment.reference],
    ['Status', (payment) => payment.status],
    ['Reason', (payment) => payment.reason],
    ['Recorded by', (payment) => payment.recordedBy?.name],
    ['Decided by', (payment) => payment.decidedBy?.name],
    ['Decided', (payment) => payment.decidedAt],
  ]),
  tickets: from(listTickets, [
    ['Key', (ticket) => ticket.key],
    ['Title', (ticket) => ticket.title],
    ['Project', (ticket) => ticket.project.key],
    ['Status', (ticket) => ticket.status],
    ['Priority', (ticket) => ticket.priority],
    ['Assignee', (ticket) => ticket.assignee?.name],
    ['Opened', (ticket) => ticket.createdAt],
    ['Due', (ticket) => ticket.clock.dueAt],
  ]),
  members: from(listMembers, [
    ['Name', (member) => member.name],
    ['E-mail', (member) => member.email],
    ['Status', (member) => member.status],
    ['Roles', (member) => (member.owner ? 'Owner' : member.roles.map((role) => role.name).join(', '))],
    ['Teams', (member) => member.teams.map((team) => team.name).join(', ')],
    ['Since', (member) => member.createdAt],
  ]),
  audit: from(listAudit, [
    ['When', (entry) => entry.at],
    ['What', (entry) => entry.event],
    ['Who', (entry) => entry.actor.name],
    ['By', (entry) => entry.actor.kind],
    ['On', (entry) => entry.subject.type],
    ['Name', (entry) => entry.subject.name],
    ['Id', (entry) => entry.subject.id],
    ['Before', (entry) => entry.before && JSON.stringify(entry.before)],
    ['After', (entry) => entry.after && JSON.stringify(entry.after)],
    ['Reason', (entry) => entry.reason],
    ['Address', (entry) => entry.address],
    ['Request', (entry) => entry.requestId],
  ]),
}
