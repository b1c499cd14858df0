import { type Column, RowActions } from '@/components/ui/table'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import { AssigneeSelect, StatusSelect } from './row-selects'
import { BlockedMark, DueMark, LabelMarks, PriorityMark, TaskStatusPill } from './task-marks'
import type { RowChange } from './use-row-edit'

type Options = {
  staff: readonly { id: string; name: string }[]
  may: { edit: boolean; assign: boolean; seePeople: boolean }
  today: string
  locale: string
  onEdit: (task: TaskCard, change: RowChange) => void
}

/** The columns of a list of tasks; what the reader may not change is only shown. */
export function taskColumns({ staff, may, today, locale, onEdit }: Options): Column<TaskCard>[] {
  const { fields } = messages
  const people: Column<TaskCard>[] = may.seePeople
    ? [
        {
          id: 'assignee',
          header: fields.assignee,
          width: '10rem',
          cell: (task) =>
            may.assign ? (
              <RowActions>
                <AssigneeSelect task={task} staff={staff} onChange={(assignee) => onEdit(task, { assignee })} />
              </RowActions>
            ) : (
              (task.assignee?.name ?? <span className="text-ink-faint">{messages.nobody}</span>)
            ),
        },
      ]
    : []
  return [
    {
      id: 'title',
      header: messages.task,
      cell: (task) => (
        <span className="flex items-baseline gap-2">
          <span className="shrink-0 text-xs font-normal text-ink-faint">{task.key}</span>
          <span className="min-w-0">
            <span className="line-clamp-2 break-words">{task.title}</span>
            {task.blocked && (
              <span className="mt-1 block font-normal">
                <BlockedMark />
              </span>
            )}
          </span>
          <span className="hidden shrink-0 items-center gap-1 font-normal xl:inline-flex">
            <LabelMarks labels={task.labels} most={2} />
          </span>
        </span>
      ),
    },
    {
      id: 'status',
      header: fields.status,
      width: '8.5rem',
      cell: (task) =>
        may.edit ? (
          <RowActions>
            <StatusSelect task={task} onChange={(status) => onEdit(task, { status })} />
          </RowActions>
        ) : (
          <TaskStatusPill status={task.status} />
        ),
    },
    ...people,
    {
      id: 'priority',
      header: fields.priority,
      width: '7rem',
      cell: (task) => <PriorityMark priority={task.priority} worded />,
    },
    {
      id: 'due',
      header: fields.dueOn,
      width: '8rem',
      cell: (task) => <DueMark dueOn={task.dueOn} status={task.status} today={today} locale={locale} />,
    },
    {
      id: 'estimate',
      header: fields.estimate,
      width: '5rem',
      align: 'end',
      wideOnly: true,
      cell: (task) => task.estimate ?? '',
    },
  ]
}
