import { daysBetween, dayText } from '@/components/shell/day-text'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

const over = new Set(['COMPLETED', 'CANCELLED'])

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
                  {dayText(dueOn, locale)}{' '}
                  {left !== null && (
                    <span className={left < 0 ? 'ml-1 text-xs text-danger-text' : 'ml-1 text-xs text-ink-faint'}>
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
