import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { messages } from '@/lib/subscriptions/messages'
import type { Watchers } from '@/lib/subscriptions/queries'
import { WatchButtons } from './watch-buttons'

type Props = { org: string; task: string; shown: Watchers; seesPeople: boolean }

/** Whether one hears of a task, and who else does. */
export function WatchCard({ org, task, shown, seesPeople }: Props) {
  return (
    <Card title={messages.title}>
      <WatchButtons org={org} subject={{ task }} mode={shown.mode} worded />
      {seesPeople &&
        (shown.watchers.length > 0 ? (
          <ul aria-label={messages.title} className="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-muted">
            {shown.watchers.map(({ id, name }) => (
              <li key={id} className="inline-flex items-center gap-1.5">
                <Avatar name={name} size="sm" />
                {name}
              </li>
            ))}
          </ul>
        ) : (
          <p className="mt-2 text-xs text-ink-faint">{messages.nobody}</p>
        ))}
    </Card>
  )
}
