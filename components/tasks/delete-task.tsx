'use client'

import { ThrowAway } from '@/components/bin/throw-away'
import { deleteTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'

/** Puts the task into the bin and goes back to its project's board. */
export function DeleteTask({ org, task }: { org: string; task: Task }) {
  const words = {
    remove: messages.page.delete,
    removed: messages.page.deleted(task.key),
    restored: messages.page.restored(task.key),
  }
  return (
    <ThrowAway
      org={org}
      words={words}
      remove={() => deleteTask(org, { task: task.id })}
      restorePath={`tasks/${task.id}/restore`}
      page={`/${org}/tasks/${task.key}`}
      list={`/${org}/projects/${task.project.key}/board`}
    />
  )
}
