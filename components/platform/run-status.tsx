import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'

const looks: Record<string, [StatusShape, Tone]> = {
  Scheduled: ['waiting', 'neutral'],
  Running: ['half', 'info'],
  Completed: ['done', 'success'],
  Failed: ['alert', 'danger'],
  Cancelled: ['ended', 'neutral'],
  Waiting: ['waiting', 'neutral'],
}

/** How a run or a step stands, by shape and word. */
export function RunStatus({ status }: { status: string }) {
  const [shape, tone] = looks[status] ?? ['empty', 'neutral']
  return (
    <StatusPill shape={shape} tone={tone}>
      {status}
    </StatusPill>
  )
}
