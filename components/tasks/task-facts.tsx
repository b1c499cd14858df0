import { DescriptionList } from '@/components/ui/description-list'
import { RelativeTime } from '@/components/ui/relative-time'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'
import { formatDay } from './due'
import { DueMark, LabelMarks, PriorityMark, TaskStatusPill } from './task-marks'

type Props = { task: Task; locale: string; timeZone: string; today: string; seesPeople: boolean }
const { fields } = messages

/** The fields of a task for readers who may not change them. */
export function TaskValues({ task, locale, today, seesPeople }: Omit<Props, 'timeZone'>) {
  return (
    <DescriptionList
      items={[
        { label: fields.status, value: <TaskStatusPill status={task.status} /> },
        { label: fields.assignee, value: seesPeople ? (task.assignee?.name ?? messages.nobody) : null },
        { label: fields.priority, value: <PriorityMark priority={task.priority} worded /> },
        { label: fields.startsOn, value: task.startsOn && formatDay(task.startsOn, locale, today) },
        {
          label: fields.dueOn,
          value: task.dueOn && <DueMark dueOn={task.dueOn} status={task.status} today={today} locale={locale} />,
        },
        { label: fields.estimate, value: task.estimate === null ? null : messages.points(task.estimate) },
        { label: fields.progress, value: `${task.progress} %` },
        {
          label: fields.labels,
          value: task.labels.length > 0 && (
            <span className="inline-flex flex-wrap gap-1">
              <LabelMarks labels={task.labels} />
            </span>
          ),
        },
      ].map((item) => (item.value === false ? { ...item, value: null } : item))}
    />
  )
}

/** What nobody edits: who made it, and when what happened. */
export function TaskFacts({ task, locale, timeZone, seesPeople }: Omit<Props, 'today'>) {
  const time = (value: Date | null) => value && <RelativeTime value={value} locale={locale} timeZone={timeZone} />
  return (
    <DescriptionList
      items={[
        { label: fields.author, value: seesPeople ? task.author?.name : null },
        { label: fields.createdAt, value: time(task.createdAt) },
        { label: fields.updatedAt, value: time(task.updatedAt) },
        { label: fields.completedAt, value: time(task.completedAt) },
        { label: fields.externalKey, value: task.externalKey },
      ]}
    />
  )
}
