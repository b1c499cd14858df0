import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { RelativeTime } from '@/components/ui/relative-time'
import { fieldWords, trailWords } from '@/lib/audit/field-words'
import { eventWords, messages } from '@/lib/audit/messages'
import type { AuditEntry } from '@/lib/audit/queries'
import { changesOf, type FieldChange, type ValueReader, valueText, wordsOfField } from './audit-values'

export type AuditTrailProps = ValueReader & {
  /** from `listAudit`; times may be ISO text, as the REST API sends them */
  entries: readonly (Omit<AuditEntry, 'at' | 'kind' | 'actor' | 'subject' | 'names'> & {
    at: Date | string
    actor: Omit<AuditEntry['actor'], 'kind'> & { kind: string }
    subject: { type: string; id: string; name?: string | null }
    /** what the ids in it are called, where `names` does not say it for all */
    names?: Readonly<Record<string, string>>
  })[]
  timeZone: string
  /** the entry that somebody came for */
  marked?: string
  /** what events are called, where they are not an organization's */
  words?: Readonly<Record<string, string>>
  /** names what an entry is about, where the trail is of more than one record */
  subject?: (entry: AuditTrailProps['entries'][number]) => ReactNode
}

const longFrom = 160
/** Where the address of one entry leads to on its page. */
export const entryAnchor = 'entry'

/** Who changed what, newest first, each change as a readable difference. */
export function AuditTrail({ entries, timeZone, subject, marked, words = eventWords, ...reader }: AuditTrailProps) {
  return (
    <ol aria-label={trailWords.list} className="divide-y text-sm">
      {entries.map((entry) => (
        <li
          key={entry.id}
          {...(entry.id === marked && { id: entryAnchor, tabIndex: -1, 'aria-current': true })}
          className="flex gap-3 scroll-mt-40 px-4 py-3 aria-[current]:bg-warning-soft"
        >
          <Avatar name={entry.actor.name} />
          <div className="min-w-0 flex-1">
            <p className="flex min-h-7 flex-wrap items-center gap-x-2 text-ink">
              <span className="font-medium">{words[entry.event] ?? wordsOfField(entry.event.replace('.', '_'))}</span>
              {subject?.(entry)}
              <span className="text-xs text-ink-faint">
                {trailWords.by} <bdi>{entry.actor.name}</bdi>,{' '}
                <RelativeTime value={entry.at} locale={reader.locale} timeZone={timeZone} />
              </span>
              {entry.requestId && <Through entry={entry} />}
            </p>
            <dl className="grid grid-cols-[minmax(0,auto)_minmax(0,1fr)] gap-x-3 gap-y-1 text-xs">
              {entry.reason && <Line label={trailWords.reason}>{entry.reason}</Line>}
              {changesOf(entry.before, entry.after).map((change) => (
                <Line key={change.field} label={fieldWords[change.field] ?? wordsOfField(change.field)}>
                  <Change
                    change={change}
                    reader={{ ...reader, timeZone, names: { ...entry.names, ...reader.names } }}
                    currency={entry.after?.currency ?? entry.before?.currency}
                  />
                </Line>
              ))}
            </dl>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** How they came in: for the trail of the organization, which alone knows addresses and requests. */
function Through({ entry: { actor, address, requestId } }: { entry: AuditTrailProps['entries'][number] }) {
  const words: Record<string, string> = messages.through
  return (
    <span className="text-xs text-ink-faint" title={messages.request(requestId ?? '')}>
      {words[actor.kind]} {address && messages.from(address)}
      <span className="sr-only">, {messages.request(requestId ?? '')}</span>
    </span>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words text-ink-muted">{children}</dd>
    </div>
  )
}

function Change({ change, reader, currency }: { change: FieldChange; reader: ValueReader; currency: unknown }) {
  const { field, before, after, had } = change
  // A rank is a number for sorting, nothing a person could read.
  if (field === 'rank') return trailWords.moved
  const text = (value: unknown) => valueText(field, value, reader, currency)
  if (!had) return <Value text={text(after)} />
  if (after === undefined) return <Value text={text(before)} removed />
  return (
    <>
      <span className="sr-only">{trailWords.was} </span>
      <Value text={text(before)} removed /> <span aria-hidden="true">→</span>
      <span className="sr-only"> {trailWords.became}</span> <Value text={text(after)} />
    </>
  )
}

function Value({ text, removed }: { text: string; removed?: boolean }) {
  const look = removed ? 'text-ink-faint line-through decoration-1' : 'text-ink'
  if (text.length <= longFrom) return <span className={look}>{text}</span>
  return (
    <details className="inline-block max-w-full align-top">
      <summary className="rounded-sm">
        <span className={look}>{text.slice(0, longFrom)}…</span> <span className="underline">{trailWords.more}</span>
      </summary>
      <p className="mt-1 max-h-64 overflow-y-auto whitespace-pre-wrap text-ink">{text}</p>
    </details>
  )
}
