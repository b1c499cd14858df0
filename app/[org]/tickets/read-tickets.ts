import type { TicketFilterValues } from '@/components/tickets/filter-address'
import type { Context } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { isUuid } from '@/lib/projects/queries'
import { ticketChoices } from '@/lib/tickets/choices'
import { countTickets, listTickets } from '@/lib/tickets/queries'
import { type TicketPriority, type TicketStatus, ticketPriorities, ticketStatuses } from '@/lib/tickets/schema'

export type TicketQuery = { [name in keyof TicketFilterValues]?: string | string[] }

const statuses = [...ticketStatuses, 'ALL'] as const

/** A list of tickets by the filters of an address, what can be chosen there, and the list's REST address. */
export async function readTickets(ctx: Context, asked: TicketQuery, project?: string) {
  const word = (name: keyof TicketFilterValues) => [asked[name]].flat()[0] ?? ''
  const assignee = word('assignee')
  const values: TicketFilterValues = {
    q: word('q').slice(0, 100),
    status: statuses.find((known) => known === word('status')) ?? '',
    assignee: assignee === 'me' || assignee === 'none' || isUuid(assignee) ? assignee : '',
    priority: ticketPriorities.find((known) => known === word('priority')) ?? '',
    project: project ?? (/^[A-Za-z][A-Za-z0-9]{1,9}$/.test(word('project')) ? word('project') : ''),
    breached: word('breached') === 'true' ? 'true' : '',
  }
  const filters = {
    ...(values.q && { q: values.q }),
    // What somebody still waits for is what one looks for; everything is a choice.
    ...(values.status !== 'ALL' && { status: (values.status || 'UNRESOLVED') as TicketStatus | 'UNRESOLVED' }),
    ...(values.assignee && { assignee: values.assignee }),
    ...(values.priority && { priority: values.priority as TicketPriority }),
    ...(values.project && { project: values.project }),
    ...(values.breached && { breached: true }),
  }
  const [page, counts, choices] = await show(
    Promise.all([
      listTickets(ctx, { ...filters, limit: 50 }),
      project ? null : countTickets(ctx, {}),
      ticketChoices(ctx, {}),
    ]),
  )
  const asText = Object.entries(filters).map(([name, value]) => [name, String(value)])
  return {
    page,
    counts,
    values,
    people: choices.people.map(({ id, name }) => ({ value: id, label: name })),
    projects: project ? [] : choices.projects.map(({ key, title }) => ({ value: key, label: `${key} ${title}` })),
    narrowed: Object.entries(values).some(([name, value]) => value !== '' && !(name === 'project' && project)),
    path: `${ctx.organization.slug}/tickets?${new URLSearchParams([...asText, ['limit', '50']])}`,
  }
}
