import type { TaskStatus } from '@/lib/tasks/schema'

/** What a list or board of tasks is narrowed to; it lives in the page's address. Empty means everything. */
export type TaskFilters = { q: string; assignee: string; status: TaskStatus | '' }

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const statuses: readonly string[] = ['TODO', 'IN_PROGRESS', 'DONE']

/** Reads filters from an address; what makes no sense there is ignored. `get` answers one parameter. */
export function readFilters(get: (name: string) => string | null | undefined): TaskFilters {
  const assignee = get('assignee') ?? ''
  const status = get('status') ?? ''
  return {
    q: (get('q') ?? '').slice(0, 100),
    assignee: assignee === 'me' || assignee === 'none' || id.test(assignee) ? assignee : '',
    status: statuses.includes(status) ? (status as TaskStatus) : '',
  }
}

export const isFiltered = (filters: TaskFilters): boolean =>
  filters.q.trim() !== '' || filters.assignee !== '' || filters.status !== ''

/** The filters as the query of an address; other parameters stay. */
export function filterAddress(current: string, filters: TaskFilters): string {
  const params = new URLSearchParams(current)
  for (const [name, value] of Object.entries(filters))
    if (value) params.set(name, value)
    else params.delete(name)
  return params.toString()
}
