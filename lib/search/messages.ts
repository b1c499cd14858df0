import type { SearchKind } from './schema'

export const searchGroups: Record<SearchKind, string> = {
  task: 'Tasks',
  project: 'Projects',
  client: 'Clients',
  contact: 'Contacts',
  lead: 'Leads',
  ticket: 'Tickets',
  member: 'People',
}
