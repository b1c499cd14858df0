'use client'

import { Select } from '@/components/ui/select'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { TaskStatus } from '@/lib/tasks/schema'

const statusOptions = Object.entries(messages.statuses).map(([value, label]) => ({ value, label }))
const compact = 'h-control-sm! text-xs!'

/** The status of a row, changed where it stands. */
export function StatusSelect({ task, onChange }: { task: TaskCard; onChange: (status: TaskStatus) => void }) {
  return (
    <Select
      aria-label={messages.list.statusOf(task.key)}
      value={task.status}
      options={statusOptions}
      onChange={(event) => onChange(event.currentTarget.value as TaskStatus)}
      className={compact}
    />
  )
}

type Person = { id: string; name: string }

/** The assignee of a row, changed where it stands. Somebody who left the project stays shown until another is chosen. */
export function AssigneeSelect({
  task,
  staff,
  onChange,
}: {
  task: TaskCard
  staff: readonly Person[]
  onChange: (person: Person | null) => void
}) {
  const { assignee } = task
  const people = assignee && !staff.some(({ id }) => id === assignee.id) ? [assignee, ...staff] : staff
  return (
    <Select
      aria-label={messages.list.assigneeOf(task.key)}
      value={assignee?.id ?? ''}
      placeholder={messages.nobody}
      options={people.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => onChange(people.find(({ id }) => id === event.currentTarget.value) ?? null)}
      className={compact}
    />
  )
}

const steps = [0, 25, 50, 75, 100]

/** How far a row is, in quarters; one in between stays shown until another is chosen. */
export function ProgressSelect({ task, onChange }: { task: TaskCard; onChange: (progress: number) => void }) {
  const choices = steps.includes(task.progress) ? steps : [...steps, task.progress].sort((a, b) => a - b)
  return (
    <Select
      aria-label={messages.work.progressOf(task.key)}
      value={String(task.progress)}
      options={choices.map((step) => ({ value: String(step), label: `${step} %` }))}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      className={compact}
    />
  )
}
