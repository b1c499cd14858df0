'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { messages } from '@/lib/tasks/messages'
import type { TaskStatus } from '@/lib/tasks/schema'
import { type TaskFilters as Filters, isFiltered, noFilters } from './filters'

// A box of its size stands in until it is there, so that nothing jumps.
const FilterOptions = dynamic(() => import('./filter-options'), {
  ssr: false,
  loading: () => <span aria-hidden="true" className="block h-control w-32 rounded-md border" />,
})
const pauseMs = 250

type Props = {
  filters: Filters
  onChange: (filters: Filters) => void
  /** empty for readers who may not see people */
  staff: readonly { id: string; name: string }[]
  /** a list also chooses the status; a board shows all of them */
  withStatus?: boolean
}

/** Text, assignee and status to narrow tasks by. */
export function TaskFilters({ filters, onChange, staff, withStatus }: Props) {
  const [text, setText] = useState(filters.q)
  const latest = useRef(filters)
  useEffect(() => {
    latest.current = filters
  })
  // The address may change without us: back, forward, "Clear filters".
  useEffect(() => setText((typed) => (typed.trim() === filters.q ? typed : filters.q)), [filters.q])
  useEffect(() => {
    if (text.trim() === latest.current.q) return
    const timer = setTimeout(() => onChange({ ...latest.current, q: text.trim() }), pauseMs)
    return () => clearTimeout(timer)
  }, [text, onChange])

  return (
    <search aria-label={messages.filters.label} className="flex min-w-0 flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label={messages.filters.text}
        placeholder={messages.filters.textHint}
        before={<Search aria-hidden className="size-4" />}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.currentTarget.value)}
        className="sm:w-56"
      />
      {withStatus && (
        <Select
          aria-label={messages.filters.status}
          value={filters.status}
          placeholder={messages.filters.anyStatus}
          options={Object.entries(messages.statuses).map(([value, label]) => ({ value, label }))}
          onChange={(event) => onChange({ ...filters, status: event.currentTarget.value as TaskStatus | '' })}
        />
      )}
      {staff.length > 0 && (
        <Select
          aria-label={messages.filters.assignee}
          value={filters.assignee}
          placeholder={messages.filters.anybody}
          options={[
            { value: 'me', label: messages.me },
            { value: 'none', label: messages.nobody },
            ...staff.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => onChange({ ...filters, assignee: event.currentTarget.value })}
        />
      )}
      <FilterOptions filters={filters} onChange={onChange} sorts={withStatus ?? false} seesPeople={staff.length > 0} />
      {isFiltered(filters) && (
        <Button
          variant="ghost"
          onClick={() => {
            setText('')
            const { order, direction, group } = filters
            onChange({ ...noFilters, order, direction, group })
          }}
        >
          {messages.filters.clear}
        </Button>
      )}
    </search>
  )
}
