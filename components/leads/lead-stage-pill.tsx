import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { messages } from '@/lib/leads/messages'
import type { LeadStage } from '@/lib/leads/schema'

const looks: Record<LeadStage, [StatusShape, Tone]> = {
  NEW: ['empty', 'neutral'],
  CONTACTED: ['waiting', 'info'],
  QUALIFIED: ['half', 'accent'],
  PROPOSAL: ['half', 'warning'],
  WON: ['done', 'success'],
  LOST: ['ended', 'neutral'],
}

/** Where a lead stands, by shape, word and colour. */
export function LeadStagePill({ stage }: { stage: LeadStage }) {
  const [shape, tone] = looks[stage]
  return (
    <StatusPill shape={shape} tone={tone}>
      {messages.stages[stage]}
    </StatusPill>
  )
}
