import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Markdown } from '@/components/ui/markdown'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import type { ProjectHealth } from '@/lib/projects/health'
import { messages, statusWords } from '@/lib/projects/messages'
import type { ProjectRisk } from '@/lib/projects/policy'
import type { TaskLoad } from '@/lib/tasks/load'

const looks: Record<ProjectRisk, { shape: StatusShape; tone: Tone }> = {
  ON_TRACK: { shape: 'done', tone: 'success' },
  AT_RISK: { shape: 'half', tone: 'warning' },
  LATE: { shape: 'alert', tone: 'danger' },
}

/** Whether a project will be in time, by shape and word. Nothing while nothing is promised. */
export function RiskPill({ risk }: { risk: ProjectRisk | null }) {
  return risk && <StatusPill {...looks[risk]}>{messages.risks[risk]}</StatusPill>
}

type HealthProps = { health: ProjectHealth; base: string; boardHref: string | null }

/** How far the work is, and whether it will be in time. */
export function HealthCard({ health: { progress, risk }, base, boardHref }: HealthProps) {
  const { total, done, overdue, weighted, share, points, donePoints } = progress
  const { overview, health } = messages
  return (
    <Card
      title={overview.tasks}
      actions={
        <>
          <RiskPill risk={risk} />
          {boardHref && (
            <ButtonLink size="sm" href={boardHref}>
              {overview.openBoard}
            </ButtonLink>
          )}
        </>
      }
    >
      {total === 0 ? (
        <p className="text-sm text-ink-muted">{overview.noTasks}</p>
      ) : (
        <>
          <Progress
            label={weighted ? health.byPoints : overview.progress}
            value={share}
            max={1}
            valueText={weighted ? health.points(donePoints, points) : messages.progress(done, total)}
            tone={done === total ? 'success' : 'accent'}
          />
          <ul className="mt-4 grid grid-cols-3 gap-2 text-sm tabular-nums">
            {[
              { label: health.open, value: total - done, query: 'group=status' },
              { label: health.overdue, value: overdue, query: 'due=overdue' },
              { label: overview.done, value: done, query: 'status=DONE' },
            ].map(({ label, value, query }) => (
              <li key={label}>
                <span className="block text-xs text-ink-faint">{label}</span>
                {boardHref ? (
                  <Link
                    href={`${base}/tasks?${query}`}
                    aria-label={`${label}: ${value}`}
                    className="text-md font-semibold text-ink hover:underline"
                  >
                    {value}
                  </Link>
                ) : (
                  <span className="text-md font-semibold text-ink">{value}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

/** What whoever looks after the project must know. */
export function HandoverCard({ safeHtml }: { safeHtml: string }) {
  return (
    <Card title={messages.health.handover}>
      <Markdown safeHtml={safeHtml} />
    </Card>
  )
}

/** The ways a project went, with what was said about them. */
export function StatusHistoryCard({
  changes,
  locale,
  timeZone,
}: {
  changes: ProjectHealth['changes']
  locale: string
  timeZone: string
}) {
  if (changes.length === 0) return null
  return (
    <Card title={messages.health.history}>
      <ol aria-label={messages.health.history} className="flex flex-col gap-3 text-sm">
        {changes.map(({ id, at, to, by, note }) => (
          <li key={id}>
            <p className="text-ink">
              {to && statusWords[to]}{' '}
              <span className="text-xs text-ink-faint">
                {by}, <RelativeTime value={at} locale={locale} timeZone={timeZone} />
              </span>
            </p>
            {note && <p className="line-clamp-4 text-xs break-words whitespace-pre-wrap text-ink-muted">{note}</p>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Who has how much to do; each name leads to their tasks. */
export function LoadCard({ load, tasksHref }: { load: TaskLoad; tasksHref: string }) {
  const words = messages.load
  const { people, unassigned, days } = load
  const rows = [
    ...people.map((person) => ({ ...person, href: `${tasksHref}?assignee=${person.id}` })),
    ...(unassigned.open > 0
      ? [{ id: 'none', name: words.nobody, ...unassigned, href: `${tasksHref}?assignee=none` }]
      : []),
  ]
  if (rows.length === 0) return null
  return (
    <Card title={words.title} description={words.text(days)} flush>
      <Table
        caption={words.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowHref={({ href }) => href}
        columns={[
          { id: 'name', header: words.person, cell: ({ name }) => name },
          { id: 'open', header: words.open, align: 'end', width: '4rem', cell: ({ open }) => open },
          {
            id: 'soon',
            header: words.soon,
            align: 'end',
            width: '8rem',
            cell: ({ soon, soonPoints }) => words.soonValue(soon, soonPoints),
          },
          {
            id: 'overdue',
            header: words.overdue,
            align: 'end',
            width: '5rem',
            cell: ({ overdue }) => (overdue > 0 ? <span className="font-medium text-danger-text">{overdue}</span> : 0),
          },
        ]}
      />
    </Card>
  )
}
