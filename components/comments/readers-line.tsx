'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye, Lock } from 'lucide-react'
import { useState } from 'react'
import { queryString, readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { restForm } from '@/components/shell/rest-form'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { messages } from '@/lib/comments/messages'
import type { Readers } from '@/lib/comments/readers'
import type { PlacedSubject } from './subject'

/** Who reads what is written on something; asked once somebody begins to write. `mentioned`: ids of members. */
export function useReaders(org: string, { kind, id }: PlacedSubject, mentioned: readonly string[], asked: boolean) {
  const named = [...mentioned].sort().join(',')
  return useQuery({
    queryKey: ['readers', id, named],
    queryFn: ({ signal }) =>
      readApi<Readers>(org, `${kind}s/${id}/readers${queryString({ mentioned: named })}`, signal),
    enabled: asked,
    staleTime: 60_000,
    placeholderData: (before) => before,
    retry: retryUnlessRefused,
  }).data
}

/** The outside people by name, `Clara and Cora of Northwind`; of many the first three. */
function outsideText(outside: Readers['outside'], locale: string): string {
  const words = messages.readers
  const first = outside[0]
  if (!first) return words.nobody
  const names = outside.slice(0, 3).map(({ name }) => name)
  const rest = outside.length - names.length
  const list = new Intl.ListFormat(locale).format(rest > 0 ? [...names, words.more(rest)] : names)
  return words.outside(list, first.client)
}

type Props = { shared: boolean; answersInternal: boolean; readers: Readers | undefined; locale: string }

/** Says, while one writes, who outside the team will read it. */
export function ReadersLine({ shared, answersInternal, readers, locale }: Props) {
  const words = messages.readers
  const text = answersInternal
    ? words.teamOfThread
    : !shared
      ? words.team
      : readers
        ? outsideText(readers.outside, locale)
        : words.looking
  return (
    <p role="status" className="flex min-h-5 items-start gap-1.5 text-xs font-medium text-ink-muted">
      {shared && !answersInternal ? (
        <Eye aria-hidden className="mt-0.5 size-3.5 shrink-0 text-info-text" />
      ) : (
        <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      )}
      <span className="min-w-0 break-words">{text}</span>
    </p>
  )
}

type Blind = { org: string; subject: PlacedSubject; blind: Readers['blind'] }

/** Somebody was named who cannot see it: an invitation is offered, and nothing is sent by itself. */
export function BlindMentions({ org, subject, blind }: Blind) {
  const queries = useQueryClient()
  const [pending, setPending] = useState('')
  const [problem, setProblem] = useState('')
  async function join({ id, name }: Readers['blind'][number]) {
    setPending(id)
    setProblem('')
    const result = await restForm('PUT', `${org}/projects/${subject.projectId}/staff`, { addMemberIds: [id] }).catch(
      () => null,
    )
    setPending('')
    if (!result?.ok) return setProblem(result?.error.message ?? messages.failed)
    announce(messages.blind.joined(name))
    await queries.invalidateQueries({ queryKey: ['readers', subject.id] })
  }
  return (
    <>
      {blind.map((person) => (
        <div
          key={person.id}
          role="status"
          className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-warning-line bg-warning-soft px-3 py-2 text-xs text-warning-text"
        >
          <span className="min-w-0 flex-1 basis-40">
            {messages.blind[subject.kind](person.name)}{' '}
            {person.mayJoin ? messages.blind.ask(person.name) : messages.blind.untold}
          </span>
          {person.mayJoin && (
            <Button size="sm" pending={pending === person.id} onClick={() => void join(person)}>
              {messages.blind.join(person.name)}
            </Button>
          )}
        </div>
      ))}
      {problem && (
        <p role="alert" className="text-xs text-danger-text">
          {problem}
        </p>
      )}
    </>
  )
}
