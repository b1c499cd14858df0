'use client'

import { TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { restChoices } from '@/components/shell/rest-choices'
import { Field, type FieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { messages } from '@/lib/clients/messages'
import type { ClientRow } from './client-table'

const PAUSE_MS = 300
const MIN_LETTERS = 3

/** The name of a client; says while one types which clients have a similar one. */
export function NameField({ org, field }: { org: string; field: Omit<FieldProps, 'label' | 'children'> }) {
  const [name, setName] = useState('')
  const [similar, setSimilar] = useState<readonly string[]>([])
  useEffect(() => {
    const wanted = name.trim()
    setSimilar([])
    if (wanted.length < MIN_LETTERS) return
    const controller = new AbortController()
    const search = restChoices<ClientRow>(`${org}/clients`, ({ id, name: label }) => ({ value: id, label }))
    const timer = setTimeout(
      () =>
        search(wanted, controller.signal)
          .then((found) => setSimilar(found.slice(0, 3).map(({ label }) => label)))
          // only advice: without it one can still add the client
          .catch(() => undefined),
      PAUSE_MS,
    )
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [name, org])
  return (
    <div>
      <Field label={messages.fields.name} required {...field}>
        {(control) => (
          <Input {...control} autoComplete="off" onChange={(event) => setName(event.currentTarget.value)} />
        )}
      </Field>
      <p role="status" className="mt-1 flex items-start gap-1 text-xs text-warning-text empty:hidden">
        {similar.length > 0 && (
          <>
            <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            {messages.duplicate(similar.join(', '))}
          </>
        )}
      </p>
    </div>
  )
}
