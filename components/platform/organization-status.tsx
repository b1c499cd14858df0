import { StatusPill } from '@/components/ui/status-pill'
import { messages } from '@/lib/platform/messages'

const looks = {
  active: { shape: 'done', tone: 'success' },
  suspended: { shape: 'alert', tone: 'warning' },
  archived: { shape: 'ended', tone: 'neutral' },
} as const

/** Whether an organization is open. */
export function OrganizationStatus({ status }: { status: keyof typeof looks }) {
  return <StatusPill {...looks[status]}>{messages.status[status]}</StatusPill>
}
