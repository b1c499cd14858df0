import { LinkChoices } from '@/components/shell/link-choices'
import { ListSearch } from '@/components/shell/list-search'
import { Toolbar } from '@/components/ui/toolbar'
import { messages } from '@/lib/tasks/messages'
import { saidFilters, type TaskFilters } from './filters'

type Props = { path: string; filters: TaskFilters }

/** What one's own work is narrowed to, by its address: words, status, and how pressing it is. */
export function WorkFilters({ path, filters }: Props) {
  const address = (change: Partial<TaskFilters>) => {
    const query = new URLSearchParams(saidFilters({ ...filters, ...change })).toString()
    return query ? `${path}?${query}` : path
  }
  const { q: _, ...keep } = saidFilters(filters)
  const { statuses, priorities, filters: words, fields } = messages
  const open = ['TODO', 'IN_PROGRESS'] as const
  const pressing = ['URGENT', 'HIGH'] as const
  return (
    <Toolbar>
      <ListSearch label={words.text} path={path} value={filters.q} keep={keep} />
      <LinkChoices
        label={fields.status}
        choices={[
          { href: address({ status: '' }), label: words.anyStatus, current: filters.status === '' },
          ...open.map((status) => ({
            href: address({ status }),
            label: statuses[status],
            current: filters.status === status,
          })),
        ]}
      />
      <LinkChoices
        label={fields.priority}
        choices={[
          { href: address({ priority: '' }), label: words.anyPriority, current: filters.priority === '' },
          ...pressing.map((priority) => ({
            href: address({ priority }),
            label: priorities[priority],
            current: filters.priority === priority,
          })),
        ]}
      />
    </Toolbar>
  )
}
