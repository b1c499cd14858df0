import { AuditTrail } from '@/components/audit/audit-trail'
import { Link } from '@/components/ui/link'
import { logWords, messages } from '@/lib/platform/messages'
import type { LogEntry } from '@/lib/platform/queries'

type Props = { entries: readonly LogEntry[]; locale: string; timeZone: string }

const words = messages.log
const rooms: Record<string, string> = { organization: 'organizations', user: 'users' }

/** The platform's own trail: who did what, to whom, why and from where. */
export function LogList({ entries, locale, timeZone }: Props) {
  return (
    <AuditTrail
      locale={locale}
      timeZone={timeZone}
      words={logWords}
      entries={entries.map(({ actorUserId, actorName, subjectType, subjectId, before, after, ...entry }) => ({
        ...entry,
        actor: { kind: '', memberId: actorUserId, name: actorName },
        subject: { type: subjectType, id: subjectId },
        projectId: null,
        before: before as Record<string, unknown> | null,
        after: withoutMachinery(after as Record<string, unknown> | null),
      }))}
      subject={(entry) => <Subject entry={entries.find(({ id }) => id === entry.id)} />}
    />
  )
}

/** What only programs read stays out of sight. */
function withoutMachinery(after: Record<string, unknown> | null) {
  const hidden = ['disconnect', 'secretId', 'userId', 'sessionId']
  return after && Object.fromEntries(Object.entries(after).filter(([name]) => !hidden.includes(name)))
}

function Subject({ entry }: { entry?: LogEntry }) {
  if (!entry) return null
  const { subjectType, subjectId, subjectName, actorUserId, actorName } = entry
  const room = rooms[subjectType]
  if (!room || (subjectType === 'organization' && subjectName === null))
    return <span className="text-xs text-ink-muted">{room ? words.gone : subjectName}</span>
  return (
    <Link href={`/platform/${room}/${subjectId}`} className="text-xs text-accent-text hover:underline">
      {subjectName ?? (subjectId === actorUserId ? actorName : words.login)}
    </Link>
  )
}
