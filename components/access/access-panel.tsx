'use client'

import { useEffect, useState } from 'react'
import { readApi } from '@/components/shell/read-api'
import { usePages } from '@/components/shell/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { FieldError } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Input } from '@/components/ui/input'
import { LoadMore } from '@/components/ui/pagination'
import { Spinner } from '@/components/ui/spinner'
import { Badge } from '@/components/ui/status-pill'
import { messages } from '@/lib/access/messages'
import type { Explanation, Reader } from '@/lib/access/queries'
import type { Place, RecordType } from '@/lib/access/schema'
import { throughWords } from '@/lib/access/sentences'
import type { Page } from '@/lib/core/page'

type Props = { org: string; type: RecordType; id: string; seesPeople: boolean }

/** Why one sees a record, and for who may see members, who else does and through what. */
export default function AccessPanel({ org, type, id, seesPeople }: Props) {
  const [own, setOwn] = useState<Explanation | null>(null)
  const [page, setPage] = useState<Page<Reader> | null>(null)
  const [failed, setFailed] = useState(false)
  const [q, setQ] = useState('')
  const record = `type=${type}&id=${id}`
  const people = `explanations/readers?${record}${q.trim() ? `&q=${encodeURIComponent(q.trim())}` : ''}`

  useEffect(() => {
    readApi<Explanation>(org, `explanations?${record}`).then(setOwn, () => setFailed(true))
  }, [org, record])
  useEffect(() => {
    if (!seesPeople) return
    const controller = new AbortController()
    readApi<Page<Reader>>(org, people, controller.signal).then(
      (found) => setPage(found),
      () => controller.signal.aborted || setFailed(true),
    )
    return () => controller.abort()
  }, [org, people, seesPeople])

  if (failed) return <FormError message={messages.failed} details={[]} />
  if (!own || (seesPeople && !page))
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
        <Spinner className="size-4" /> {messages.loading}
      </p>
    )
  return (
    <div className="flex flex-col gap-5 text-sm">
      <section aria-label={messages.you}>
        <h3 className="mb-1 font-semibold text-ink">{messages.you}</h3>
        <p className="text-ink-muted">
          {throughWords({ ...own, owner: own.member.owner }, type, own.place ?? 'project', 'you')}
        </p>
      </section>
      {page && (
        <section aria-label={messages.people}>
          <h3 className="mb-2 font-semibold text-ink">{messages.people}</h3>
          <Input
            type="search"
            aria-label={messages.filter}
            placeholder={messages.filter}
            value={q}
            maxLength={100}
            onChange={(event) => setQ(event.currentTarget.value)}
          />
          <Readers page={page} path={`${org}/${people}`} type={type} place={own.place ?? 'project'} />
        </section>
      )}
    </div>
  )
}

type ReadersProps = { page: Page<Reader>; path: string; type: RecordType; place: Place }

function Readers({ page, path, type, place }: ReadersProps) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  if (rows.length === 0) return <p className="mt-3 text-ink-muted">{messages.nobody}</p>
  return (
    <>
      <ul className="mt-3 flex flex-col gap-3">
        {rows.map((reader) => (
          <li key={reader.id} className="flex gap-2">
            <Avatar name={reader.name} size="sm" />
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 font-medium break-words text-ink">
                {reader.name} {reader.outside && <Badge tone="warning">{messages.outside}</Badge>}
              </p>
              <p className="text-ink-muted">{throughWords(reader, type, place, 'they')}</p>
            </div>
          </li>
        ))}
      </ul>
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
