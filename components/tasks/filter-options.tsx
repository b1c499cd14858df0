'use client'

import { SlidersHorizontal } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { messages } from '@/lib/tasks/messages'
import { hiddenCount, type TaskFilters } from './filters'

type Props = {
  filters: TaskFilters
  onChange: (filters: TaskFilters) => void
  /** a list is also sorted and grouped; a board is by itself */
  sorts: boolean
  seesPeople: boolean
}
const optionsOf = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }))
const words = messages.filters

/** The filters that are needed less often, and how a list is sorted and grouped. */
export default function FilterOptions({ filters, onChange, sorts, seesPeople }: Props) {
  const count = hiddenCount(filters)
  const without = (all: Record<string, string>) =>
    optionsOf(all).filter(({ value }) => seesPeople || value !== 'assignee')
  const choice = <Name extends 'priority' | 'due' | 'order' | 'group'>(
    name: Name,
    label: string,
    placeholder: string,
    options: { value: string; label: string }[],
  ) => (
    <Field label={label} required>
      {({ required: _, name: __, defaultValue: ___, ...control }) => (
        <Select
          {...control}
          value={filters[name]}
          placeholder={placeholder}
          options={options}
          onChange={(event) => onChange({ ...filters, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  return (
    <Popover
      title={words.more}
      trigger={
        <Button icon={<SlidersHorizontal aria-hidden className="size-4" />}>
          {sorts ? words.display : words.more}
          {count > 0 && <span className="text-ink-faint tabular-nums">{words.count(count)}</span>}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {choice('priority', messages.fields.priority, words.anyPriority, optionsOf(messages.priorities))}
        {choice('due', messages.fields.dueOn, words.anyDay, optionsOf(words.dues))}
        <Field label={messages.fields.labels} required>
          {({ required: _, name: __, defaultValue: ___, ...control }) => (
            <Input
              {...control}
              key={filters.label}
              defaultValue={filters.label}
              placeholder={words.anyLabel}
              maxLength={60}
              onBlur={(event) => onChange({ ...filters, label: event.currentTarget.value.trim() })}
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
            />
          )}
        </Field>
        {sorts && (
          <>
            {choice('group', words.group, words.noGroup, without(words.groups))}
            {choice(
              'order',
              words.order,
              words.orders.number,
              without(words.orders).filter(({ value }) => value !== 'number'),
            )}
            <Checkbox
              label={words.descending}
              checked={filters.direction === 'desc'}
              onChange={(event) => onChange({ ...filters, direction: event.currentTarget.checked ? 'desc' : '' })}
            />
          </>
        )}
      </div>
    </Popover>
  )
}
