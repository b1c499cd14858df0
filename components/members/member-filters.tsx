'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { restChoices } from '@/components/shell/rest-choices'
import { ButtonLink } from '@/components/ui/button'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { Select } from '@/components/ui/select'
import { Spinner } from '@/components/ui/spinner'
import { messages } from '@/lib/members/messages'

type Values = { q?: string; role?: string; team?: string; status?: string; unseenDays?: string; sort?: string }
type Props = {
  org: string
  path: string
  values: Values
  /** What the chosen team is called. */
  teamName?: string
  roles: readonly { id: string; name: string }[]
}

/** Narrows the list of members by role and state; the choice lives in the address. */
export function MemberFilters({ org, path, values, teamName, roles }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const change = (next: Values) => {
    const search = new URLSearchParams(
      Object.entries({ ...values, ...next }).filter((entry): entry is [string, string] => !!entry[1]),
    )
    startTransition(() => router.replace(search.size > 0 ? `${path}?${search}` : path, { scroll: false }))
  }
  return (
    <search aria-label={messages.filters} className="flex min-w-0 flex-wrap items-center gap-2">
      <Select
        aria-label={messages.roles}
        value={values.role ?? ''}
        placeholder={messages.everyRole}
        options={roles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => change({ role: event.currentTarget.value })}
      />
      <Select
        aria-label={messages.status}
        value={values.status ?? ''}
        placeholder={messages.everyStatus}
        options={Object.entries(messages.statuses).map(([value, label]) => ({ value, label }))}
        onChange={(event) => change({ status: event.currentTarget.value })}
      />
      <Select
        aria-label={messages.lastSeen}
        value={values.unseenDays ?? ''}
        placeholder={messages.everySeen}
        options={Object.entries(messages.unseen).map(([value, label]) => ({ value, label }))}
        onChange={(event) => change({ unseenDays: event.currentTarget.value })}
      />
      <Select
        aria-label={messages.sort}
        value={values.sort ?? 'name'}
        options={Object.entries(messages.sorts).map(([value, label]) => ({ value, label }))}
        onChange={(event) => change({ sort: event.currentTarget.value === 'name' ? '' : event.currentTarget.value })}
      />
      <div className="w-44">
        <ComboboxOnDemand
          aria-label={messages.team}
          placeholder={messages.everyTeam}
          search={restChoices<{ id: string; name: string }>(`${org}/teams`, ({ id, name }) => ({
            value: id,
            label: name,
          }))}
          value={values.team ? { value: values.team, label: teamName ?? messages.team } : null}
          onValueChange={(team) => change({ team: team?.value })}
        />
      </div>
      {Object.values(values).some(Boolean) && (
        <ButtonLink variant="ghost" href={path} scroll={false}>
          {messages.clear}
        </ButtonLink>
      )}
      {pending && <Spinner className="size-3.5" />}
    </search>
  )
}
