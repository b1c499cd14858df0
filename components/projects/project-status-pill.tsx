import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { statusWords } from '@/lib/projects/messages'
import type { ProjectStatus } from '@/lib/projects/schema'

const looks: Record<ProjectStatus, [StatusShape, Tone]> = {
  DRAFT: ['empty', 'neutral'],
  AWAITING_PAYMENT: ['waiting', 'warning'],
  ACTIVE: ['half', 'accent'],
  ON_HOLD: ['paused', 'info'],
  COMPLETED: ['done', 'success'],
  CANCELLED: ['ended', 'neutral'],
}

/** Where a project stands, by shape, word and colour. */
export function ProjectStatusPill({ status }: { status: ProjectStatus }) {
  const [shape, tone] = looks[status]
  return (
    <StatusPill shape={shape} tone={tone}>
      {statusWords[status]}
    </StatusPill>
  )
}
