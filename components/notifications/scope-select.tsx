'use client'

import { useRouter } from 'next/navigation'
import { Field } from '@/components/ui/field'
import { Select, type SelectOption } from '@/components/ui/select'
import { switchPage as words } from '@/lib/notifications/messages'

/** Whether the switches below count everywhere or in one project; the choice stands in the address. */
export function ScopeSelect({ here, value, projects }: { here: string; value: string; projects: SelectOption[] }) {
  const router = useRouter()
  if (projects.length === 0) return null
  return (
    <div className="max-w-md border-b px-4 py-3">
      <Field label={words.scope} required>
        {(control) => (
          <Select
            {...control}
            value={value}
            placeholder={words.everywhere}
            options={projects}
            onChange={(event) => router.push(event.target.value ? `${here}?project=${event.target.value}` : here)}
          />
        )}
      </Field>
    </div>
  )
}
