'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { messages } from '@/lib/imports/messages'
import type { Import } from '@/lib/imports/queries'
import type { ImportSource } from '@/lib/imports/schema'

const words = messages.mapping

/** What the file was recognized as; another choice reads it anew and stands in the address. */
export function SourceChoice({ subject }: { subject: Import }) {
  const router = useRouter()
  const path = usePathname()
  const [pending, start] = useTransition()
  const name = messages.sources[subject.source]
  if (subject.readableAs.length < 2) return <p className="mb-4 text-sm text-ink-muted">{words.onlyAs(name)}</p>
  return (
    <Field label={words.source} hint={words.recognized(name)} required className="mb-4 max-w-sm">
      {(control) => (
        <Select
          {...control}
          value={subject.source}
          disabled={pending}
          options={subject.readableAs.map((value) => ({ value, label: upperFirst(messages.sources[value]) }))}
          onChange={(event) => {
            const source = event.currentTarget.value as ImportSource
            start(() => router.replace(`${path}?source=${source}`, { scroll: false }))
          }}
        />
      )}
    </Field>
  )
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
