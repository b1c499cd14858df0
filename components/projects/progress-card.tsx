import { daysBetween, dayText } from '@/components/shell/day-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Progress } from '@/components/ui/progress'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

const over = new Set(['COMPLETED', 'CANCELLED'])

/** How far the tasks are. `boardHref` only for those who see the board. */
export function ProgressCard({ tasks, boardHref }: { tasks: Project['tasks']; boardHref: string | null }) {
  const { overview } = messages
  const total = tasks.todo + tasks.inProgress + tasks.done
  return (
    <Card
      title={overview.tasks}
      actions={
        boardHref && (
          <ButtonLink size="sm" href={boardHref}>
            {overview.openBoard}
          </ButtonLink>
        )
      }
    >
      {total === 0 ? (
        <p className="text-sm text-ink-muted">{overview.noTasks}</p>
      ) : (
        <>
          <Progress
            label={overview.progress}
            value={tasks.done}
            max={total}
            valueText={messages.progress(tasks.done, total)}
            tone={tasks.done === total ? 'success' : 'accent'}
          />
          <dl className="mt-4 grid grid-cols-3 gap-2 text-sm tabular-nums">
            {[
              { label: overview.todo, value: tasks.todo },
              { label: overview.inProgress, value: tasks.inProgress },
              { label: overview.done, value: tasks.done },
            ].map(({ label, value }) => (
              <div key={label}>
                <dt className="text-xs text-ink-faint">{label}</dt>
                <dd className="text-md font-semibold text-ink">{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Card>
  )
}

/** When a project starts and is due, and how long that is from today. */
export function TimelineCard({
  project,
  locale,
  today,
}: {
  project: Pick<Project, 'startsOn' | 'dueOn' | 'status'>
  locale: string
  today: string
}) {
  const { overview } = messages
  const { startsOn, dueOn, status } = project
  const left = dueOn && !over.has(status) ? daysBetween(today, dueOn) : null
  return (
    <Card title={overview.timeline}>
      {startsOn || dueOn ? (
        <DescriptionList
          items={[
            { label: overview.starts, value: startsOn && dayText(startsOn, locale) },
            {
              label: overview.due,
              value: dueOn && (
                <>
                  {dayText(dueOn, locale)}
                  {left !== null && (
                    <span className={left < 0 ? 'ml-2 text-xs text-danger-text' : 'ml-2 text-xs text-ink-faint'}>
                      {left < 0 ? overview.daysLate(-left) : overview.daysLeft(left)}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      ) : (
        <p className="text-sm text-ink-muted">{overview.noDates}</p>
      )}
    </Card>
  )
}
