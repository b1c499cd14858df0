'use client'

import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { Link } from '@/components/ui/link'
import { LoadMore } from '@/components/ui/pagination'
import { messages } from '@/lib/audit/messages'
import type { AuditEntry } from '@/lib/audit/queries'
import { AuditTrail, type AuditTrailProps } from './audit-trail'

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
      <AuditTrail
        {...reader}
        entries={rows}
        subject={(entry) => {
          const href = addressOf(org, entry)
          const word = messages.subjects[entry.subject.type] ?? entry.subject.type
          return href ? (
            <Link href={href} className="text-xs text-accent-text hover:underline">
              {word}
            </Link>
          ) : (
            <span className="text-xs text-ink-faint">{word}</span>
          )
        }}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}

function addressOf(org: string, { subject }: Pick<AuditEntry, 'subject'>): string | null {
  if (subject.type === 'client') return `/${org}/clients/${subject.id}`
  if (subject.type === 'payment') return `/${org}/payments?payment=${subject.id}`
  if (subject.type === 'project') return `/${org}/projects/${subject.id}`
  if (subject.type === 'task') return `/${org}/tasks/${subject.id}`
  return null
}
