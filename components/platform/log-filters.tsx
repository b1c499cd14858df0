'use client'

import { useRouter } from 'next/navigation'
import { useId, useTransition } from 'react'
import { DateInput } from '@/components/ui/date-input'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { logWords, messages } from '@/lib/platform/messages'

type Chosen = Partial<Record<'event' | 'actor' | 'subject' | 'from' | 'to', string>>
const events = [
  { value: 'acts', label: messages.log.acts },
  ...Object.entries(logWords).map(([value, label]) => ({ value, label })),
]

/** Which entries the system log shows; kept in its address. */
export function LogFilters({ chosen }: { chosen: Chosen }) {
  const router = useRouter()
  const id = useId()
  const [pending, startTransition] = useTransition()
  const words = messages.log
  function go(change: Chosen) {
    const all = Object.entries({ ...chosen, ...change }).filter((entry): entry is [string, string] => !!entry[1])
    startTransition(() => router.replace(`/platform/log?${new URLSearchParams(all)}`, { scroll: false }))
  }
  return (
    <search aria-label={words.title} className="flex min-w-0 flex-wrap items-center gap-2">
      <Select
        aria-label={words.event}
        value={chosen.event ?? ''}
        placeholder={words.all}
        options={events}
        onChange={(change) => go({ event: change.currentTarget.value })}
      />
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className="flex items-center gap-2">
          <label htmlFor={`${id}-${end}`} className="text-sm text-ink-muted">
            {words[end]}
          </label>
          <DateInput
            id={`${id}-${end}`}
            className="w-40"
            value={chosen[end] ?? ''}
            onChange={(change) => go({ [end]: change.currentTarget.value })}
          />
        </div>
      ))}
      {pending && <Spinner className="size-3.5" />}
    </search>
  )
}
