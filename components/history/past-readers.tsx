'use client'

import { usePages } from '@/components/shell/use-pages'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { Badge } from '@/components/ui/status-pill'
import type { Reader } from '@/lib/access/queries'
import { listWords, throughWords } from '@/lib/access/sentences'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/history/messages'
import type { PastSubject } from '@/lib/history/schema'

/** Who could see it then, and through what; continues by cursor. */
export function PastReaders({ of, page, path }: { of: PastSubject; page: Page<Reader>; path: string }) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  return (
    <Card title={messages.readers} description={messages.readersText}>
      {rows.length === 0 && <p className="text-sm text-ink-muted">{messages.nobody}</p>}
      <ul className="flex flex-col gap-3 text-sm">
        {rows.map((reader) => (
          <li key={reader.id} className="flex gap-2">
            <Avatar name={reader.name} size="sm" />
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 font-medium break-words text-ink">
                {reader.name} {reader.outside && <Badge tone="warning">{messages.outside}</Badge>}
              </p>
              <p className="text-ink-muted">
                {of === 'project' ? throughWords(reader, 'project', 'project', 'they') : listWords(reader)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {failure && <FieldError>{failure}</FieldError>}
      {hasMore && <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />}
    </Card>
  )
}
