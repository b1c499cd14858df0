import { TaskStatusPill } from '@/components/tasks/task-marks'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/timeline/messages'
import type { Timeline } from '@/lib/timeline/queries'
import type { TimelineTask } from './timeline-bar'

type Props = {
  org: string
  tasks: readonly TimelineTask[]
  dependencies: Timeline['dependencies']
  words: (day: string) => string
}

/** What the picture shows, in words: for screen readers, and for whoever prefers to read. */
export function TimelineTable({ org, tasks, dependencies, words }: Props) {
  const keys = new Map(tasks.map(({ id, key }) => [id, key]))
  const waitsFor = new Map<string, string[]>()
  for (const { task, dependsOn } of dependencies) {
    const key = keys.get(dependsOn)
    if (key) waitsFor.set(task, [...(waitsFor.get(task) ?? []), key])
  }
  return (
    <div className="rounded-lg border bg-surface">
      <Table
        caption={messages.caption}
        rows={tasks}
        rowKey={(task) => task.id}
        rowHref={(task) => `/${org}/tasks/${task.key}`}
        columns={[
          {
            id: 'task',
            header: messages.task,
            cell: (task) => (
              <>
                <span className="mr-1 text-xs font-normal text-ink-faint">{task.key}</span> {task.title}
              </>
            ),
          },
          { id: 'start', header: messages.start, width: '7rem', cell: ({ startsOn }) => startsOn && words(startsOn) },
          { id: 'due', header: messages.due, width: '7rem', cell: ({ dueOn }) => dueOn && words(dueOn) },
          {
            id: 'status',
            header: messages.status,
            width: '8rem',
            cell: ({ status }) => <TaskStatusPill status={status} />,
          },
          { id: 'assignee', header: messages.assignee, width: '9rem', cell: ({ assignee }) => assignee ?? '' },
          {
            id: 'progress',
            header: messages.progress,
            width: '5rem',
            align: 'end',
            cell: ({ progress }) => `${progress} %`,
          },
          { id: 'waits', header: messages.waitsFor, wrap: true, cell: ({ id }) => waitsFor.get(id)?.join(', ') ?? '' },
        ]}
      />
    </div>
  )
}
