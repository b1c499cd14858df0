import { CalendarDays, Hourglass } from 'lucide-react'
import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { messages } from '@/lib/tasks/messages'
import type { TaskPriority, TaskStatus } from '@/lib/tasks/schema'
import { formatDay, isLate } from './due'

export const statusLooks: Record<TaskStatus, { shape: StatusShape; tone: Tone }> = {
  TODO: { shape: 'empty', tone: 'neutral' },
  IN_PROGRESS: { shape: 'half', tone: 'info' },
  DONE: { shape: 'done', tone: 'success' },
}

/** A task's status by shape, word and colour. */
export function TaskStatusPill({ status }: { status: TaskStatus }) {
  return <StatusPill {...statusLooks[status]}>{messages.statuses[status]}</StatusPill>
}

const bars: Record<TaskPriority, number> = { NONE: 0, LOW: 1, MEDIUM: 2, HIGH: 3, URGENT: 4 }

/** A task's priority as rising bars, with its word for those who do not see them, or beside them. */
export function PriorityMark({ priority, worded }: { priority: TaskPriority; worded?: boolean }) {
  const count = bars[priority]
  const word = messages.priorities[priority]
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5" title={worded ? undefined : word}>
      <svg viewBox="0 0 14 12" aria-hidden="true" className="h-3 w-3.5">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.5}
            y={8 - bar * 2.5}
            width="2.5"
            height={4 + bar * 2.5}
            rx="0.75"
            className={
              bar < count ? (priority === 'URGENT' ? 'fill-danger-text' : 'fill-ink-muted') : 'fill-neutral-line'
            }
          />
        ))}
      </svg>
      {worded ? word : <span className="sr-only">{word}</span>}
    </span>
  )
}

/** Says that a task waits for another one that is not done. */
export function BlockedMark() {
  return (
    <span
      title={messages.blockedHint}
      className="inline-flex shrink-0 items-center gap-1 rounded-sm border border-warning-line bg-warning-soft px-1 text-2xs text-warning-text"
    >
      <Hourglass aria-hidden className="size-3" />
      {messages.blocked}
    </span>
  )
}

/** The due day; a late one says so in a word and in colour. Nothing without a day. */
export function DueMark({
  dueOn,
  status,
  today,
  locale,
}: {
  dueOn: string | null
  status: TaskStatus
  today: string
  locale: string
}) {
  if (!dueOn) return null
  const late = isLate(dueOn, status, today)
  const day = dueOn === today ? messages.today : formatDay(dueOn, locale, today)
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 whitespace-nowrap tabular-nums ${late ? 'font-medium text-danger-text' : 'text-ink-muted'}`}
    >
      <CalendarDays aria-hidden className="size-3.5" />
      {late && <span>{messages.late}:</span>}
      <time dateTime={dueOn}>
        {!late && <span className="sr-only">{messages.fields.dueOn} </span>}
        {day}
      </time>
    </span>
  )
}

/** Label names in small frames; what does not fit is counted. */
export function LabelMarks({ labels, most = labels.length }: { labels: readonly string[]; most?: number }) {
  const hidden = labels.length - most
  return (
    <>
      {labels.slice(0, most).map((label) => (
        <span
          key={label}
          className="inline-block max-w-32 truncate rounded-sm border border-line-strong px-1 text-2xs text-ink-muted"
        >
          {label}
        </span>
      ))}
      {hidden > 0 && (
        <span className="text-2xs text-ink-faint" title={labels.slice(most).join(', ')}>
          +{hidden}
        </span>
      )}
    </>
  )
}
