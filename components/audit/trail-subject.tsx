import { Link } from '@/components/ui/link'
import { messages } from '@/lib/audit/messages'
import type { AuditTrailProps } from './audit-trail'

type Subject = AuditTrailProps['entries'][number]['subject']

/** What an entry is about, by its kind and its name; leads there where it has a page. */
export function TrailSubject({ org, subject }: { org: string; subject: Subject }) {
  const href = addressOf(org, subject)
  const word = (messages.subjects as Record<string, string>)[subject.type] ?? subject.type
  const name = !!subject.name && <bdi className="min-w-0 break-words">{subject.name}</bdi>
  return href ? (
    <Link href={href} className="text-xs text-accent-text hover:underline">
      {word} {name}
    </Link>
  ) : (
    <span className="text-xs text-ink-faint">
      {word} {name}
    </span>
  )
}

const rooms: Record<string, string> = {
  client: 'clients/',
  lead: 'leads/',
  payment: 'payments?payment=',
  project: 'projects/',
  role: 'roles/',
  task: 'tasks/',
  ticket: 'tickets/',
}

function addressOf(org: string, { type, id, name }: Subject): string | null {
  if (type === 'member') return name ? `/${org}/members?q=${encodeURIComponent(name)}` : null
  const room = rooms[type]
  return room ? `/${org}/${room}${id}` : null
}
