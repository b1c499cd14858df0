'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast-queue'
import type { Result } from '@/lib/core/result'
import { messages as jobs } from '@/lib/jobs/messages'
import { cancelJobRun, retryJobRun } from '@/lib/platform/actions'

/** Repeats a run, or ends one that is not over. */
export function RunActions({ id, open }: { id: string; open: boolean }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const act = (action: (id: string) => Promise<Result<{ id: string }>>) =>
    start(async () => {
      const answer = await action(id)
      if (!answer.ok) toast({ title: answer.error.message, tone: 'danger' })
      else if (answer.data.id === id) router.refresh()
      else router.push(`/platform/jobs/${answer.data.id}`)
    })
  return open ? (
    <Button variant="danger" pending={pending} onClick={() => act(cancelJobRun)}>
      {jobs.cancel}
    </Button>
  ) : (
    <Button pending={pending} onClick={() => act(retryJobRun)}>
      {jobs.retry}
    </Button>
  )
}
