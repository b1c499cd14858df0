'use client'

import { useRouter } from 'next/navigation'
import { useId, useTransition } from 'react'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { DateInput } from '@/components/ui/date-input'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import type { Choice } from '@/components/ui/use-choices'
import { eventWords, messages } from '@/lib/audit/messages'
import { auditKinds, kindOf } from '@/lib/audit/policy'

const events = Object.entries(eventWords).map(([value, label]) => ({ value, label }))
const kinds = auditKinds.map((value) => ({ value, label: messages.kinds[value] }))

/** As the address has them; empty is no filter. Days are ISO. */
export type Chosen = Record<'kind' | 'event' | 'from' | 'to', string>
type AuditFiltersProps = { path: string; chosen: Chosen; person: Choice | null; people: readonly Choice[] }

/** Which events of which person and days the trail shows; kept in the address. */
export function AuditFilters({ path, chosen, person, people }: AuditFiltersProps) {
  const router = useRouter()
  const id = useId()
  const [pending, startTransition] = useTransition()
  const { filters } = messages

  function go(change: Partial<Chosen> & { person?: string | undefined }) {
    const next = { ...chosen, person: person?.value, ...change }
    const search = new URLSearchParams(Object.entries(next).flatMap(([name, value]) => (value ? [[name, value]] : [])))
    startTransition(() => router.replace(search.size > 0 ? `${path}?${search}` : path, { scroll: false }))
  }

  return (
    <>
      <Field label={filters.kind} hideLabel required className="w-40">
        {({ required: _, ...control }) => (
          <Select
            {...control}
            value={chosen.kind}
            placeholder={filters.everything}
            options={kinds}
            onChange={(change) => go({ kind: change.currentTarget.value, event: '' })}
          />
        )}
      </Field>
      <Field label={filters.event} hideLabel required className="w-44">
        {({ required: _, ...control }) => (
          <Select
            {...control}
            value={chosen.event}
            placeholder={filters.all}
            options={chosen.kind ? events.filter(({ value }) => kindOf(value) === chosen.kind) : events}
            onChange={(change) => go({ event: change.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={filters.person} hideLabel required className="w-44">
        {({ required: _, name: __, defaultValue: ___, ...control }) => (
          <ComboboxOnDemand
            {...control}
            options={people}
            value={person}
            placeholder={filters.everybody}
            onValueChange={(choice) => go({ person: choice?.value })}
          />
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className="flex items-center gap-2">
          <label htmlFor={`${id}-${end}`} className="text-sm text-ink-muted">
            {filters[end]}
          </label>
          <DateInput
            id={`${id}-${end}`}
            className="w-40"
            value={chosen[end]}
            max={end === 'from' ? chosen.to || undefined : undefined}
            min={end === 'to' ? chosen.from || undefined : undefined}
            onChange={(change) => go({ [end]: change.currentTarget.value })}
          />
        </div>
      ))}
      {pending && <Spinner className="size-4" />}
    </>
  )
}
