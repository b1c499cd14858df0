'use client'

import { type FormEvent, useId, useState } from 'react'
import { readApi } from '@/components/shell/read-api'
import { restChoices } from '@/components/shell/rest-choices'
import { Button } from '@/components/ui/button'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Choice } from '@/components/ui/use-choices'
import { messages } from '@/lib/history/messages'
import type { PastSubject } from '@/lib/history/schema'

type Props = {
  org: string
  of: PastSubject
  /** the role or project of the address, as it is called */
  chosen: Choice | null
  /** in the reader's zone, as the field takes it */
  at: string
  latest: string
  timeZone: string
}
type Row = { id: string; key: string; title: string }

const kinds = (['members', 'role', 'project'] satisfies PastSubject[]).map((value) => ({
  value,
  label: messages.kinds[value],
}))
const looksLikeKey = /^[a-z][a-z0-9]{1,9}$/i

/** Chooses what to open and the moment; a plain form, so that the address says what is shown. */
export function PastForm({ org, of, chosen, at, latest, timeZone }: Props) {
  const id = useId()
  const [kind, setKind] = useState(of)
  const [subject, setSubject] = useState(chosen)
  const [missing, setMissing] = useState(false)

  function choose(next: Choice | null) {
    setSubject(next)
    setMissing(false)
  }
  function submit(event: FormEvent) {
    if (kind === 'members' || subject) return
    event.preventDefault()
    setMissing(true)
  }
  return (
    <form method="get" action={`/${org}/as-of`} onSubmit={submit} className="flex flex-wrap items-start gap-3">
      <Field label={messages.of} name="of" required className="w-full sm:w-40">
        {({ defaultValue: _, ...control }) => (
          <Select
            {...control}
            value={kind}
            options={kinds}
            onChange={(change) => {
              setKind(change.currentTarget.value as PastSubject)
              choose(null)
            }}
          />
        )}
      </Field>
      {kind !== 'members' && (
        <Field
          key={kind}
          label={messages.which[kind]}
          name="id"
          required
          error={missing ? messages.whichMissing[kind] : undefined}
          className="w-full sm:w-64"
        >
          {({ defaultValue: _, ...control }) => (
            <ComboboxOnDemand
              {...control}
              value={subject}
              search={kind === 'role' ? rolesOf(org) : projectsOf(org)}
              onValueChange={choose}
            />
          )}
        </Field>
      )}
      <div className="flex w-full flex-col gap-1 sm:w-auto">
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {messages.at}
        </label>
        <div className="flex gap-2">
          <Input
            id={id}
            type="datetime-local"
            name="at"
            required
            step={60}
            defaultValue={at}
            max={latest}
            aria-describedby={`${id}-zone`}
            className="min-w-0 flex-1 sm:w-56 sm:flex-none"
          />
          <Button type="submit" variant="primary">
            {messages.show}
          </Button>
        </div>
        <p id={`${id}-zone`} className="text-xs text-ink-muted">
          {messages.zone(timeZone)}
        </p>
      </div>
    </form>
  )
}

/** Roles by a part of their name: a few hundred at most, so they are read whole and looked through here. */
const rolesOf = (org: string) => async (query: string, signal: AbortSignal) => {
  const found: Choice[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
    const page: { items: { id: string; name: string }[]; nextCursor: string | null } = await readApi(
      org,
      `roles?limit=100${after}`,
      signal,
    )
    found.push(...page.items.map(({ id, name }) => ({ value: id, label: name })))
    cursor = page.nextCursor
  }
  const wanted = query.trim().toLowerCase()
  return found.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, 20)
}

/** Projects that are there now, and whatever key is typed: what was deleted since can be opened, but not found. */
const projectsOf = (org: string) => async (query: string, signal: AbortSignal) => {
  const search = restChoices<Row>(`${org}/projects`, ({ key, title }) => ({ value: key, label: `${key} ${title}` }))
  const found = await search(query, signal)
  const key = query.trim().toUpperCase()
  const known = !looksLikeKey.test(key) || found.some(({ value }) => value === key)
  return known ? found : [...found, { value: key, label: key, hint: messages.byKey }]
}
