'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import { deleteTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'
import { callAction } from './call-action'
import { postApi } from './read-api'

/** Puts the task into the bin and goes back to its project; the message there can bring it back. */
export function DeleteTask({ org, task }: { org: string; task: Task }) {
  const router = useRouter()
  const [pending, setPending] = useState(false)

  async function restore() {
    const back = await postApi(org, `tasks/${task.id}/restore`)
    if (!back.ok) return toast({ title: back.error.message, tone: 'danger' })
    toast({ title: messages.page.restored(task.key), tone: 'success' })
    router.push(`/${org}/tasks/${task.key}`)
  }
  async function remove() {
    if (pending) return
    setPending(true)
    const result = await callAction(() => deleteTask(org, { task: task.id }))
    setPending(false)
    if (!result.ok) return toast({ title: result.error.message, tone: 'danger' })
    toast({ title: messages.page.deleted(task.key), undo: restore })
    router.push(`/${org}/projects/${task.project.key}/board`)
  }
  return (
    <IconButton
      label={messages.page.delete}
      aria-busy={pending}
      icon={<Trash2 aria-hidden className="size-4" />}
      onClick={() => void remove()}
    />
  )
}
