'use client'

import { useCallback, useState } from 'react'
import { callAction } from '@/components/shell/call-action'
import { announce } from '@/components/ui/announcer'
import type { Problem } from '@/lib/core/result'
import { updateTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { TaskStatus } from '@/lib/tasks/schema'

export type RowChange = { status: TaskStatus } | { progress: number } | { assignee: TaskCard['assignee'] }
export type RowRefusal = { key: string; problem: Problem }

/**
 * Changes a row of a list at once and asks the server afterwards; a refusal takes the change back.
 * @param patch changes the task where it is shown · @param refetch reads the list again
 */
export function useRowEdit(org: string, patch: (id: string, change: Partial<TaskCard>) => void, refetch: () => void) {
  const [refusal, setRefusal] = useState<RowRefusal | null>(null)

  const edit = useCallback(
    async (task: TaskCard, change: RowChange): Promise<boolean> => {
      setRefusal(null)
      patch(task.id, change)
      const fields = 'assignee' in change ? { assigneeId: change.assignee?.id ?? null } : change
      const result = await callAction(() => updateTask(org, { task: task.id, version: task.version, ...fields }))
      if (result.ok) {
        patch(task.id, { version: result.data.version })
        announce(messages.list.saved(task.key))
        // Others may wait for this one, or not any more.
        if ('status' in change && (change.status === 'DONE') !== (task.status === 'DONE')) refetch()
        return true
      }
      patch(task.id, { status: task.status, progress: task.progress, assignee: task.assignee })
      setRefusal({ key: task.key, problem: result.error })
      refetch()
      return false
    },
    [org, patch, refetch],
  )
  return { edit, refusal, clear: () => setRefusal(null) }
}

/** Why a change in a list was refused, in one sentence. */
export function rowRefusalText({ key, problem }: RowRefusal): string {
  if (problem.code === 'STALE') return messages.list.stale(key)
  if (problem.code === 'PAYMENT_REQUIRED') return messages.board.lockedMove(key)
  return problem.errors?.[0]?.message ?? problem.message
}
