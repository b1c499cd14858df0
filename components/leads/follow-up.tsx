import { dayText } from '@/components/shell/day-text'
import { Badge } from '@/components/ui/status-pill'
import { messages } from '@/lib/leads/messages'

/** The day of the follow-up; marked by a word when it has come. */
export function FollowUp({ day, today, locale }: { day: string | null; today: string; locale: string }) {
  if (!day) return <>–</>
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums">
      {dayText(day, locale)}
      {day <= today && <Badge tone="warning">{messages.due}</Badge>}
    </span>
  )
}
