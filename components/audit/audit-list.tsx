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
          const word = (messages.subjects as Record<string, string>)[entry.subject.type] ?? entry.subject.type
          const name = !!entry.subject.name && <bdi className="min-w-0 break-words">{entry.subject.name}</bdi>
          return href ? (
            <Link href={href} className="text-xs text-accent-text hover:underline">
              {word} {name}
            </Link>
          ) : (
            <span className="text-xs text-ink-faint">
              {word} {name}
            </span>
          )
        }}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}

const rooms: Record<string, string> = {
  client: 'clients/',
  lead: 'leads/',
  payment: 'payments?payment=',
  member: 'members?q=',
  project: 'projects/',
  role: 'roles/',
  task: 'tasks/',
  ticket: 'tickets/',
}

function addressOf(org: string, { subject }: Pick<AuditTrailProps['entries'][number], 'subject'>): string | null {
  const room = rooms[subject.type]
  if (subject.type === 'member') return subject.name ? `/${org}/${room}${encodeURIComponent(subject.name)}` : null
  return room ? `/${org}/${room}${subject.id}` : null
}
