'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { announce } from '@/components/ui/announcer'
import { Select } from '@/components/ui/select'
import { moveLead } from '@/lib/leads/actions'
import { messages } from '@/lib/leads/messages'
import { openStages } from '@/lib/leads/policy'
import type { Lead } from '@/lib/leads/queries'

const options = openStages.map((stage) => ({ value: stage, label: messages.stages[stage] }))

/** Moves a lead to another open stage at once; a refusal puts it back. */
export function StageSelect({ org, lead }: { org: string; lead: Pick<Lead, 'id' | 'company' | 'stage' | 'version'> }) {
  const router = useRouter()
  const [, startTransition] = useTransition()
  const [stage, setStage] = useOptimistic(lead.stage)

  const move = (to: (typeof openStages)[number]) =>
    startTransition(async () => {
      setStage(to)
      const result = await moveLead(org, { lead: lead.id, version: lead.version, stage: to })
      if (result.ok) announce(messages.moved(lead.company, messages.stages[to]))
      else toastProblem(result.error, { org, type: 'lead', id: lead.id })
      router.refresh()
    })
  return (
    <Select
      aria-label={`${messages.moveTo}: ${lead.company}`}
      className="h-control-sm text-xs"
      options={options}
      value={stage}
      onChange={(event) => move(event.currentTarget.value as (typeof openStages)[number])}
    />
  )
}
