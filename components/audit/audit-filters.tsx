'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Combobox } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import type { Choice } from '@/components/ui/use-choices'
import { eventWords, messages } from '@/lib/audit/messages'

const events = Object.entries(eventWords).map(([value, label]) => ({ value, label }))

type AuditFiltersProps = { path: string; event: string; person: Choice | null; people: readonly Choice[] }

/** Which events of which person the trail shows; kept in the address. */
export function AuditFilters({ path, event, person, people }: AuditFiltersProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { filters } = messages

  function go(next: { event: string; person: string | undefined }) {
    const search = new URLSearchParams({
      ...(next.event && { event: next.event }),
      ...(next.person && { person: next.person }),
    })
    startTransition(() => router.replace(search.size > 0 ? `${path}?${search}` : path, { scroll: false }))
  }

  return (
    <>
      <Field label={filters.event} hideLabel required className="w-52">
        {({ required: _, ...control }) => (
          <Select
            {...control}
            value={event}
            placeholder={filters.all}
            options={events}
            onChange={(change) => go({ event: change.currentTarget.value, person: person?.value })}
          />
        )}
      </Field>
      <Field label={filters.person} hideLabel required className="w-52">
        {({ required: _, name: __, defaultValue: ___, ...control }) => (
          <Combobox
            {...control}
            options={people}
            value={person}
            placeholder={filters.everybody}
            onValueChange={(choice) => go({ event, person: choice?.value })}
          />
        )}
      </Field>
      {pending && <Spinner className="size-4" />}
    </>
  )
}
