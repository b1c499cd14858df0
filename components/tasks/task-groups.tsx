import { Table, type TableProps } from '@/components/ui/table'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { TaskGroup } from '@/lib/tasks/schema'
import { dueGroup } from './due'

/** What the groups of a task are called: one, or each of its labels. */
export function groupNames(task: TaskCard, group: TaskGroup, today: string): string[] {
  if (group === 'status') return [messages.statuses[task.status]]
  if (group === 'priority') return [messages.priorities[task.priority]]
  if (group === 'assignee') return [task.assignee?.name ?? messages.nobody]
  if (group === 'due') return [messages.work.groups[dueGroup(task.dueOn, today)]]
  return task.labels.length > 0 ? [...task.labels] : [messages.list.noLabel]
}

type Group = { name: string; tasks: TaskCard[] }

/** Tasks that come sorted by their group, cut where it changes; by label in the order of the labels' names, those without one last. */
export function groupsOf(tasks: readonly TaskCard[], group: TaskGroup, today: string): Group[] {
  const groups = new Map<string, Group>()
  for (const task of tasks) {
    for (const name of groupNames(task, group, today)) {
      const known = groups.get(name)
      if (known) known.tasks.push(task)
      else groups.set(name, { name, tasks: [task] })
    }
  }
  if (group !== 'label') return [...groups.values()]
  const unlabelled = groups.get(messages.list.noLabel)
  const labelled = [...groups.values()].filter((one) => one !== unlabelled)
  return [...labelled.sort((a, b) => a.name.localeCompare(b.name)), ...(unlabelled ? [unlabelled] : [])]
}

type Props = Omit<TableProps<TaskCard>, 'rows' | 'caption'> & {
  tasks: readonly TaskCard[]
  group: TaskGroup | ''
  today: string
  /** whether there are tasks that are not loaded */
  more: boolean
}

/** A list of tasks as one table, or as one for each group. */
export function TaskGroups({ tasks, group, today, more, ...table }: Props) {
  if (!group) return <Table {...table} caption={messages.list.caption} rows={tasks} />
  return groupsOf(tasks, group, today).map(({ name, tasks: rows }) => (
    <section key={name} aria-label={name}>
      <h3 className="border-b bg-canvas px-3 py-1.5 text-xs font-semibold text-ink">
        {name}{' '}
        <span className="font-normal text-ink-faint tabular-nums">
          {more ? messages.list.orMore(rows.length) : rows.length}
        </span>
      </h3>
      <Table {...table} caption={`${name}, ${messages.work.tasks(rows.length)}`} rows={rows} />
    </section>
  ))
}
