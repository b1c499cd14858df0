import type { DueFilter, TaskGroup, TaskOrder, TaskPriority, TaskStatus } from '@/lib/tasks/schema'

/** How a list or board of tasks is narrowed, sorted and grouped; it lives in the page's address. Empty means everything. */
export type TaskFilters = {
  q: string
  assignee: string
  status: TaskStatus | ''
  priority: TaskPriority | ''
  label: string
  due: DueFilter | ''
  order: TaskOrder | ''
  direction: 'desc' | ''
  group: TaskGroup | ''
}
export const noFilters: TaskFilters = {
  q: '',
  assignee: '',
  status: '',
  priority: '',
  label: '',
  due: '',
  order: '',
  direction: '',
  group: '',
}

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
// Written out: the schema would bring its whole checker into the first load of the board.
const known = {
  status: ['TODO', 'IN_PROGRESS', 'DONE'],
  priority: ['NONE', 'LOW', 'MEDIUM', 'HIGH', 'URGENT'],
  due: ['overdue', 'today', 'week', 'none'],
  order: ['number', 'board', 'due', 'priority', 'status', 'title', 'assignee', 'updated'],
  direction: ['desc'],
  group: ['status', 'assignee', 'priority', 'label', 'due'],
} as const

/** Reads filters from an address; what makes no sense there is ignored. `get` answers one parameter. */
export function readFilters(get: (name: string) => string | null | undefined): TaskFilters {
  const assignee = get('assignee') ?? ''
  const word = <Name extends keyof typeof known>(name: Name) => {
    const value = get(name) ?? ''
    return ((known[name] as readonly string[]).includes(value) ? value : '') as (typeof known)[Name][number] | ''
  }
  return {
    q: (get('q') ?? '').slice(0, 100),
    assignee: assignee === 'me' || assignee === 'none' || id.test(assignee) ? assignee : '',
    status: word('status'),
    priority: word('priority'),
    label: (get('label') ?? '').slice(0, 60),
    due: word('due'),
    order: word('order'),
    direction: word('direction'),
    group: word('group'),
  }
}

/** Whether some tasks are left out; order and groups leave out none. */
export const isFiltered = ({ q, assignee, status, priority, label, due }: TaskFilters): boolean =>
  [q.trim(), assignee, status, priority, label, due].some((value) => value !== '')

/** How many of the filters behind the button are set. */
export const hiddenCount = ({ priority, label, due }: TaskFilters): number =>
  [priority, label, due].filter((value) => value !== '').length

/** What is set, for a request, an address or a saved view. */
export const saidFilters = (filters: TaskFilters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filters)
      .map(([name, value]) => [name, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  )

/** What narrows a board: its columns are the statuses, and its order is its own. */
export const boardFilters = (filters: TaskFilters): Record<string, string> =>
  saidFilters({ ...filters, status: '', order: '', direction: '', group: '' })

/** The filters as the query of an address; other parameters stay. */
export function filterAddress(current: string, filters: TaskFilters): string {
  const params = new URLSearchParams(current)
  for (const [name, value] of Object.entries(filters))
    if (value) params.set(name, value)
    else params.delete(name)
  return params.toString()
}
