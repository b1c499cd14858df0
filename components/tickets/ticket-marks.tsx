import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill, type StatusShape, StatusShapeIcon, type Tone } from '@/components/ui/status-pill'
import { messages } from '@/lib/tickets/messages'
import type { TicketStatus } from '@/lib/tickets/schema'

type Clock = {
  state: 'running' | 'waiting' | 'stopped'
  target: 'response' | 'resolution'
  dueAt: Date | string
  breached: boolean
  minutesLeft: number | null
}

const looks: Record<TicketStatus, { shape: StatusShape; tone: Tone }> = {
  OPEN: { shape: 'empty', tone: 'info' },
  IN_PROGRESS: { shape: 'half', tone: 'accent' },
  WAITING_ON_CLIENT: { shape: 'paused', tone: 'warning' },
  RESOLVED: { shape: 'done', tone: 'success' },
  CLOSED: { shape: 'ended', tone: 'neutral' },
}

/** A ticket's status by shape, word and colour; `spoken` to the client themselves. */
export function TicketStatusPill({ status, spoken }: { status: TicketStatus; spoken?: boolean }) {
  return <StatusPill {...looks[status]}>{(spoken ? messages.clientStatuses : messages.statuses)[status]}</StatusPill>
}

const soonMinutes = 60

/** How a ticket stands against its next target, in working time: left, missed, or standing while the client is asked. */
export function ClockText({ clock, locale, timeZone }: { clock: Clock; locale: string; timeZone: string }) {
  const { state, target, breached, minutesLeft, dueAt } = clock
  const words = messages.clock
  if (state === 'stopped') return <span className="text-ink-faint">{words.resolved}</span>
  if (breached)
    return (
      <span className="inline-flex items-center gap-1.5 font-medium text-danger-text">
        <StatusShapeIcon shape="alert" />
        <span>
          {words.breached} <RelativeTime value={dueAt} locale={locale} timeZone={timeZone} />
        </span>
      </span>
    )
  if (state === 'waiting')
    return (
      <span className="inline-flex items-center gap-1.5 text-ink-muted" title={words.waitingLeft(minutesLeft ?? 0)}>
        <StatusShapeIcon shape="paused" />
        {words.waiting}
      </span>
    )
  const soon = (minutesLeft ?? 0) <= soonMinutes
  return (
    <span
      title={words.hint}
      className={
        soon ? 'inline-flex items-center gap-1.5 font-medium text-warning-text' : 'inline-flex items-center gap-1.5'
      }
    >
      <StatusShapeIcon shape={soon ? 'waiting' : 'half'} />
      <span>
        {words.left(minutesLeft ?? 0)} <span className="font-normal text-ink-faint">{words.due[target]}</span>
      </span>
    </span>
  )
}
