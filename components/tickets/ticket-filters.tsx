'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { Switch } from '@/components/ui/switch'
import { messages } from '@/lib/tickets/messages'
import { filterHref, type TicketFilterValues } from './filter-address'

type Option = { value: string; label: string }
type Props = {
  path: string
  values: TicketFilterValues
  /** empty for readers who may not see people */
  people: readonly Option[]
  projects: readonly Option[]
  /** whether the reader keeps an eye on targets */
  team: boolean
}
const { list } = messages

/** Narrows a list by assignee, priority, project and missed targets; the choice lives in the address. */
export function TicketFilters({ path, values, people, projects, team }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const change = (next: Partial<TicketFilterValues>) =>
    startTransition(() => router.replace(filterHref(path, { ...values, ...next }), { scroll: false }))
  const set = [values.assignee, values.priority, values.project, values.breached].some(Boolean)

  return (
    <search aria-label={list.filters} className="flex min-w-0 flex-wrap items-center gap-2">
      {people.length > 0 && (
        <Select
          aria-label={list.assignee}
          value={values.assignee}
          placeholder={list.anybody}
          options={[{ value: 'me', label: list.me }, { value: 'none', label: messages.nobody }, ...people]}
          onChange={(event) => change({ assignee: event.currentTarget.value })}
        />
      )}
      <Select
        aria-label={list.priority}
        value={values.priority}
        placeholder={list.anyPriority}
        options={Object.entries(messages.priorities).map(([value, label]) => ({ value, label }))}
        onChange={(event) => change({ priority: event.currentTarget.value })}
      />
      {projects.length > 1 && (
        <Select
          aria-label={list.project}
          value={values.project}
          placeholder={list.anyProject}
          options={projects}
          className="max-w-52"
          onChange={(event) => change({ project: event.currentTarget.value })}
        />
      )}
      {team && (
        <Switch
          label={list.breached}
          checked={values.breached === 'true'}
          className="gap-2!"
          onChange={(event) => change({ breached: event.currentTarget.checked ? 'true' : '' })}
        />
      )}
      {set && (
        <ButtonLink variant="ghost" href={filterHref(path, { status: values.status, q: values.q })} scroll={false}>
          {list.clear}
        </ButtonLink>
      )}
      {pending && <Spinner className="size-3.5" />}
    </search>
  )
}
