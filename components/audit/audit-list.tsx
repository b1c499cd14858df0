'use client'

import { useEffect } from 'react'
import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import type { AuditEntry } from '@/lib/audit/queries'
import { AuditTrail, type AuditTrailProps, entryAnchor } from './audit-trail'
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
  const { marked } = reader
  // The dialog that led here has given the focus back to its button; what somebody came for is further down.
  useEffect(() => {
    if (marked) document.getElementById(entryAnchor)?.focus()
  }, [marked])
  return (
    <>
      <AuditTrail {...reader} entries={rows} subject={(entry) => <TrailSubject org={org} subject={entry.subject} />} />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
