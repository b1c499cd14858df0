'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import type { AuditEntry } from '@/lib/audit/queries'
import { AuditTrail, type AuditTrailProps } from './audit-trail'
import { TrailSubject } from './trail-subject'

type AuditListProps = Omit<AuditTrailProps, 'entries' | 'subject'> & {
  org: string
  page: { items: AuditEntry[]; nextCursor: string | null }
  /** the same list over REST */
  path: string
}

/** The trail of many records; each entry leads to its record; it continues by cursor. */
export function AuditList({ org, page, path, ...reader }: AuditListProps) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  return (
    <>
      <AuditTrail {...reader} entries={rows} subject={(entry) => <TrailSubject org={org} subject={entry.subject} />} />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
