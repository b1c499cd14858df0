'use client'

import { Trash2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { messages as shell } from '@/components/shell/messages'
import { restForm } from '@/components/shell/rest-form'
import { useShortcut } from '@/components/shell/use-shortcut'
import { announce } from '@/components/ui/announcer'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast-queue'
import type { Problem, Result } from '@/lib/core/result'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import type { BulkChange } from '@/lib/tasks/schema'
import { BulkFields } from './bulk-fields'
import { selection, useSelection } from './task-selection'

export type BulkFieldsChange = Omit<BulkChange, 'task' | 'version'>
type Answer = { changed: number; undo: BulkChange[] }
type Props = {
  org: string
  project: string
  /** the tasks that are shown, by id; what is not shown any more is not changed unseen */
  find: (id: string) => TaskCard | undefined
  staff: readonly { id: string; name: string }[]
  may: { assign: boolean; delete: boolean }
  onChanged: () => void
}
const most = 200

/** Changes all chosen tasks together, and offers to take it back. Nothing while none is chosen. */
export default function BulkTools({ org, project, find, staff, may, onChanged }: Props) {
  const ids = useSelection()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  useEffect(() => selection.clear, [])
  useEffect(() => {
    if (ids.size === 0) setProblem(null)
  }, [ids])

  const words = { group: messages.board.shortcuts }
  useShortcut({ ...words, keys: 'x', label: messages.bulk.shortcut }, () => {
    const at = document.activeElement?.closest<HTMLElement>('[data-card],[data-row]')
    const id = at?.dataset.card ?? at?.dataset.row
    if (id && find(id)) selection.toggle(id)
  })
  useShortcut({ ...words, keys: 'Escape', label: messages.bulk.clear }, () => selection.clear())

  const send = (tasks: BulkChange[]): Promise<Result<Answer>> =>
    restForm<Answer>('POST', `${org}/projects/${project}/tasks/bulk`, { tasks }).catch(() => ({
      ok: false as const,
      error: { code: 'UNREACHABLE', message: shell.callFailed.network },
    }))
  const tasks = [...ids].flatMap((id) => find(id) ?? [])

  async function apply(change: BulkFieldsChange) {
    if (pending || tasks.length === 0) return
    setPending(true)
    setProblem(null)
    const result = await send(tasks.map(({ id, version }) => ({ task: id, version, ...change })))
    setPending(false)
    onChanged()
    if (!result.ok) return setProblem(result.error)
    const { changed, undo } = result.data
    announce(messages.bulk.changed(changed))
    if (change.deleted) selection.clear()
    if (changed === 0) return void toast({ title: messages.bulk.nothing })
    toast({
      title: change.deleted ? messages.bulk.binned(changed) : messages.bulk.changed(changed),
      undo: async () => {
        const back = await send(undo)
        if (back.ok) toast({ title: messages.bulk.undone(back.data.changed), tone: 'success' })
        else toast({ title: messages.bulk.notUndone, description: back.error.message, tone: 'danger' })
        onChanged()
      },
    })
  }

  if (tasks.length === 0) return null
  return (
    <section
      aria-label={messages.bulk.title}
      aria-busy={pending}
      className="fixed inset-x-2 bottom-2 z-30 mx-auto max-w-5xl sm:bottom-20 rounded-xl border bg-raised p-2 shadow-floating"
    >
      {problem && (
        <p role="alert" className="mb-2 max-h-24 overflow-y-auto px-2 text-sm text-danger-text">
          {problem.code === 'PAYMENT_REQUIRED' ? messages.bulk.locked : problem.message}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p className="px-2 text-sm font-medium text-ink tabular-nums" role="status">
          {tasks.length > most ? messages.bulk.tooMany(most) : messages.bulk.chosen(tasks.length)}
        </p>
        {tasks.length <= most && (
          <BulkFields tasks={tasks} staff={may.assign ? staff : []} onApply={(change) => void apply(change)} />
        )}
        <span className="ml-auto flex items-center gap-1">
          {may.delete && tasks.length <= most && (
            <Button
              size="sm"
              pending={pending}
              icon={<Trash2 aria-hidden className="size-3.5" />}
              onClick={() => void apply({ deleted: true })}
            >
              {messages.bulk.bin}
            </Button>
          )}
          <IconButton
            size="sm"
            label={messages.bulk.clear}
            icon={<X aria-hidden className="size-4" />}
            onClick={() => selection.clear()}
          />
        </span>
      </div>
    </section>
  )
}
