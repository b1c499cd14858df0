import { DescriptionList } from '@/components/ui/description-list'
import { StatusPill } from '@/components/ui/status-pill'
import type { ClosedOrganization as Closed } from '@/lib/core/transaction'
import { closed as words } from '@/lib/organizations/messages'
import { RestoreButton } from './restore-button'

type Props = { closed: Closed; locale: string; timeZone: string }

/** Why an organization answers nobody now, until when, and what its owner can do about it. */
export function ClosedOrganization({ closed, locale, timeZone }: Props) {
  const { id, name, status, reason, since, until, owner } = closed
  const day = (instant: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(instant))
  const archived = status === 'archived'
  return (
    <section
      aria-label={words[status](name)}
      className="flex flex-col gap-3 rounded-lg border border-warning-line bg-warning-soft px-4 py-3 text-sm"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-medium text-ink">{words[status](name)}</h2>
        <StatusPill shape={archived ? 'ended' : 'alert'} tone={archived ? 'neutral' : 'warning'}>
          {words.states[status]}
        </StatusPill>
      </div>
      <DescriptionList
        items={[
          { label: words.reason, value: reason ?? words.noReason },
          { label: words.since, value: day(since) },
          ...(archived && until ? [{ label: words.until, value: day(until) }] : []),
        ]}
      />
      <p className="text-ink-muted">
        {archived ? (owner ? words.archivedOwner : words.archivedOther) : words.suspendedText}
      </p>
      {archived && owner && <RestoreButton id={id} name={name} />}
    </section>
  )
}
