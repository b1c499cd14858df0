'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { LoadMore } from '@/components/ui/pagination'
import { RelativeTime } from '@/components/ui/relative-time'
import { eventWords } from '@/lib/audit/messages'
import type { ClientEvent } from '@/lib/clients/activity'
import { messages } from '@/lib/clients/messages'
import type { Page } from '@/lib/core/page'

type Props = { org: string; client: string; page: Page<ClientEvent>; locale: string; timeZone: string }

/** What happened with a client, newest first; continues by cursor. */
export function ClientActivity({ org, client, page, locale, timeZone }: Props) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, `${org}/clients/${client}/activity`)
  if (rows.length === 0) return <p className="px-4 py-4 text-sm text-ink-muted">{messages.noActivity}</p>
  return (
    <>
      <ol className="divide-y text-sm">
        {rows.map((row) => (
          <li key={row.id} className="px-4 py-2.5">
            <p className="text-ink">
              {eventWords[row.event] ?? row.event}
              {row.project && (
                <>
                  {' · '}
                  <Link href={`/${org}/projects/${row.project.key}`} className="underline underline-offset-2">
                    {row.project.key}
                  </Link>
                </>
              )}
            </p>
            <p className="text-xs text-ink-faint">
              {row.by && `${row.by}, `}
              <RelativeTime value={row.at} locale={locale} timeZone={timeZone} />
            </p>
          </li>
        ))}
      </ol>
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
