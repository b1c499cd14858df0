'use client'

import { queryString, readApi } from '@/components/shell/read-api'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/tasks/messages'
import type { Task, TaskCard } from '@/lib/tasks/queries'
import { InlineInput } from './inline-input'
import type { EditOutcome, TaskChange } from './use-task-edit'

type Props = {
  org: string
  task: Task
  onSave: (change: TaskChange, on?: Task) => Promise<EditOutcome>
}
const { fields } = messages
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** The fields of a task that save by themselves; for readers who may change it. */
export function TaskFields({ org, task, onSave }: Props) {
  const { staff, assignee } = task
  const people = assignee && !staff.some(({ id }) => id === assignee.id) ? [assignee, ...staff] : staff
  /** Saves one field; the message that comes back belongs to it. */
  const save = async (change: TaskChange, on?: Task) => {
    const outcome = await onSave(change, on)
    return outcome.errors.find(({ path }) => path.split('.')[0] === Object.keys(change)[0])?.message
  }
  const number = (text: string) => (text.trim() === '' ? null : Number(text.replace(',', '.')))

  async function searchParents(query: string, signal: AbortSignal) {
    const path = `projects/${task.project.key}/tasks${queryString({ q: query.trim(), limit: 20 })}`
    const page = await readApi<Page<TaskCard>>(org, path, signal)
    return page.items
      .filter(({ id }) => id !== task.id)
      .map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` }))
  }

  return (
    <div className="flex flex-col gap-3">
      <Field label={fields.status} required>
        {(control) => (
          <Select
            {...control}
            value={task.status}
            options={optionsOf(messages.statuses)}
            onChange={(event) => void save({ status: event.currentTarget.value as Task['status'] })}
          />
        )}
      </Field>
      {staff.length > 0 && task.may.assign && (
        <Field label={fields.assignee} required>
          {({ required: _, ...control }) => (
            <Select
              {...control}
              value={assignee?.id ?? ''}
              placeholder={messages.nobody}
              options={people.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => void save({ assigneeId: event.currentTarget.value || null })}
            />
          )}
        </Field>
      )}
      <Field label={fields.priority} required>
        {(control) => (
          <Select
            {...control}
            value={task.priority}
            options={optionsOf(messages.priorities)}
            onChange={(event) => void save({ priority: event.currentTarget.value as Task['priority'] })}
          />
        )}
      </Field>
      <div className="grid gap-3 min-[420px]:grid-cols-2">
        <InlineInput
          label={fields.startsOn}
          type="date"
          value={task.startsOn ?? ''}
          base={task}
          onCommit={(text, on) => save({ startsOn: text || null }, on)}
        />
        <InlineInput
          label={fields.dueOn}
          type="date"
          value={task.dueOn ?? ''}
          base={task}
          onCommit={(text, on) => save({ dueOn: text || null }, on)}
        />
        <InlineInput
          label={fields.estimate}
          type="number"
          inputMode="decimal"
          min={0}
          step="any"
          after={messages.pointsUnit}
          value={task.estimate === null ? '' : String(task.estimate)}
          base={task}
          onCommit={(text, on) => save({ estimate: number(text) }, on)}
        />
        <InlineInput
          label={fields.progress}
          type="number"
          inputMode="numeric"
          min={0}
          max={100}
          after="%"
          value={String(task.progress)}
          base={task}
          onCommit={(text, on) => save({ progress: number(text) ?? 0 }, on)}
        />
      </div>
      <InlineInput
        label={fields.labels}
        hint={messages.page.labelsHint}
        value={task.labels.join(', ')}
        base={task}
        onCommit={(text, on) =>
          save(
            {
              labels: text
                .split(',')
                .map((label) => label.trim())
                .filter(Boolean),
            },
            on,
          )
        }
      />
      <Field label={fields.parent} required>
        {({ required: _, ...control }) => (
          <ComboboxOnDemand
            {...control}
            placeholder={messages.page.noParent}
            value={task.parent && { value: task.parent.id, label: `${task.parent.key} ${task.parent.title}` }}
            search={searchParents}
            onValueChange={(choice) => void save({ parentId: choice?.value ?? null })}
          />
        )}
      </Field>
    </div>
  )
}
