'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { TaskPriority, TaskStatus } from '@/lib/tasks/schema'
import type { BulkFieldsChange } from './bulk-tools'

type Props = {
  tasks: readonly TaskCard[]
  /** empty for those who may not assign */
  staff: readonly { id: string; name: string }[]
  onApply: (change: BulkFieldsChange) => void
}
const compact = 'h-control-sm! text-xs! w-auto!'
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** What can be set for all chosen tasks; each choice is applied at once, and the undo takes it back. */
export function BulkFields({ tasks, staff, onApply }: Props) {
  const [label, setLabel] = useState('')
  const labels = [...new Set(tasks.flatMap((task) => task.labels))].sort()
  return (
    <>
      <Select
        aria-label={messages.fields.status}
        value=""
        placeholder={messages.fields.status}
        options={optionsOf(messages.statuses)}
        onChange={(event) => onApply({ status: event.currentTarget.value as TaskStatus })}
        className={compact}
      />
      {staff.length > 0 && (
        <Select
          aria-label={messages.fields.assignee}
          value=""
          placeholder={messages.fields.assignee}
          options={[
            { value: 'none', label: messages.nobody },
            ...staff.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => onApply({ assigneeId: value === 'none' ? null : value })}
          className={compact}
        />
      )}
      <Select
        aria-label={messages.fields.priority}
        value=""
        placeholder={messages.fields.priority}
        options={optionsOf(messages.priorities)}
        onChange={(event) => onApply({ priority: event.currentTarget.value as TaskPriority })}
        className={compact}
      />
      <DueField onApply={onApply} />
      {tasks.some(({ dueOn }) => dueOn !== null) && (
        <Button size="sm" variant="ghost" onClick={() => onApply({ dueOn: null })}>
          {messages.bulk.clearDue}
        </Button>
      )}
      <form
        className="inline-flex"
        onSubmit={(event) => {
          event.preventDefault()
          if (label.trim()) onApply({ addLabels: [label.trim()] })
          setLabel('')
        }}
      >
        <Input
          aria-label={messages.bulk.addLabel}
          placeholder={messages.bulk.addLabel}
          value={label}
          maxLength={60}
          onChange={(event) => setLabel(event.currentTarget.value)}
          className="h-control-sm! w-28! text-xs!"
        />
      </form>
      {labels.length > 0 && (
        <Select
          aria-label={messages.bulk.removeLabel}
          value=""
          placeholder={messages.bulk.removeLabel}
          options={labels.map((name) => ({ value: name, label: name }))}
          onChange={(event) => onApply({ removeLabels: [event.currentTarget.value] })}
          className={compact}
        />
      )}
    </>
  )
}

/** A day for all; applied on leaving the field, because a day is typed in three parts. */
function DueField({ onApply }: { onApply: Props['onApply'] }) {
  const [day, setDay] = useState('')
  return (
    <Input
      type="date"
      aria-label={messages.fields.dueOn}
      value={day}
      onChange={(event) => setDay(event.currentTarget.value)}
      onBlur={() => {
        if (day) onApply({ dueOn: day })
        setDay('')
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      className="h-control-sm! w-34! text-xs!"
    />
  )
}
