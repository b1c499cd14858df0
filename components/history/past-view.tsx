import { AuditTrail } from '@/components/audit/audit-trail'
import { TrailSubject } from '@/components/audit/trail-subject'
import { Card } from '@/components/ui/card'
import type { AuditEntry } from '@/lib/audit/queries'
import { messages } from '@/lib/history/messages'
import type { Past } from '@/lib/history/page'
import { PastReaders } from './past-readers'
import { PastSubject } from './past-subject'

type Props = {
  org: string
  past: Past
  since: readonly AuditEntry[]
  /** who could see it, over REST */
  readersPath: string
  locale: string
  timeZone: string
  currency: string
}

/** What it was, who could see it, and what happened since. */
export function PastView({ org, past: { subject, readers }, since, readersPath, locale, timeZone, currency }: Props) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <PastSubject subject={subject} locale={locale} />
      <PastReaders of={subject.of} page={readers} path={readersPath} />
      <Card title={messages.since} description={messages.sinceText} className="lg:col-span-2" flush>
        {since.length === 0 ? (
          <p className="p-4 text-sm text-ink-muted">{messages.nothingSince}</p>
        ) : (
          <AuditTrail
            entries={since}
            subject={(entry) => <TrailSubject org={org} subject={entry.subject} />}
            {...{ locale, timeZone, currency }}
          />
        )}
      </Card>
    </div>
  )
}
