/** What narrows a list of tickets, as it stands in the address; empty means everything. */
export type TicketFilterValues = {
  q: string
  status: string
  assignee: string
  priority: string
  project: string
  breached: string
}
/** The filters' address; what is empty is left out. */
export const filterHref = (path: string, values: Partial<TicketFilterValues>): string => {
  const search = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''))
  return search.size > 0 ? `${path}?${search}` : path
}
