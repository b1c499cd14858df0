'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { whoGives } from '@/components/access/toast-problem'
import { useShortcut } from '@/components/shell/use-shortcut'
import { Card } from '@/components/ui/card'
import { type Column, RowActions, Table } from '@/components/ui/table'
import { dismissToast, toast } from '@/components/ui/toast-queue'
import { messages } from '@/lib/tasks/messages'
import type { TaskCard } from '@/lib/tasks/queries'
import { type DueGroup, dueGroup, dueGroups } from './due'
import { Notice } from './notice'
import { ProgressSelect } from './row-selects'
import { taskColumns } from './task-columns'
import { type RowChange, rowRefusalText, useRowEdit } from './use-row-edit'

type Props = { org: string; tasks: readonly TaskCard[]; today: string; locale: string }

/** Open tasks of the reader by when they are due; done ones stay until the page is read again, so that nothing jumps. */
export function MyWork({ org, tasks: given, today, locale }: Props) {
  const router = useRouter()
  const [tasks, setTasks] = useState(given)
  useEffect(() => setTasks(given), [given])
  const patch = useCallback(
    (id: string, change: Partial<TaskCard>) =>
      setTasks((now) => now.map((task) => (task.id === id ? { ...task, ...change } : task))),
    [],
  )
  const refetch = useCallback(() => router.refresh(), [router])
  const { edit, refusal, clear } = useRowEdit(org, patch, refetch)

  const lastToast = useRef(0)
  // The undo works on this list; it goes with it.
  useEffect(() => () => dismissToast(lastToast.current), [])

  async function change(task: TaskCard, to: RowChange) {
    const saved = await edit(task, to)
    if (!saved || !('status' in to) || to.status !== 'DONE') return
    lastToast.current = toast({
      title: messages.work.done(task.key),
      undo: () => edit({ ...task, status: 'DONE', version: task.version + 1 }, { status: task.status }),
    })
  }
  useEffect(() => {
    // Somebody else may have assigned or moved a task while this window was out of sight.
    const look = () => document.visibilityState === 'visible' && router.refresh()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [router])

  const shortcut = { group: messages.work.keys }
  useShortcut({ ...shortcut, keys: 'j', label: messages.work.next }, () => walk(1))
  useShortcut({ ...shortcut, keys: 'k', label: messages.work.previous }, () => walk(-1))
  useShortcut({ ...shortcut, keys: 'd', label: messages.work.finish }, () => {
    const id = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
    const task = tasks.find((one) => one.id === id)
    if (task && task.status !== 'DONE') void change(task, { status: 'DONE' })
  })

  const progress: Column<TaskCard> = {
    id: 'progress',
    header: messages.fields.progress,
    width: '6rem',
    cell: (task) => (
      <RowActions>
        <ProgressSelect task={task} onChange={(to) => void change(task, { progress: to })} />
      </RowActions>
    ),
  }
  const columns = taskColumns({
    staff: [],
    may: { edit: true, assign: false, seePeople: false },
    today,
    locale,
    onEdit: (task, to) => void change(task, to),
  }).flatMap((column) => (column.id === 'status' ? [column, progress] : [column]))
  const groups = dueGroups.map((group) => ({
    group,
    rows: tasks.filter((task) => dueGroup(task.dueOn, today) === group),
  }))
  return (
    <div className="flex flex-col gap-4">
      {refusal && (
        <Notice
          tone="refusal"
          onClose={clear}
          action={whoGives(refusal.problem, { org, type: 'task', id: refusal.key })}
        >
          {rowRefusalText(refusal)}
        </Notice>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ group, rows }) => (
          <Card key={group} flush title={<GroupTitle group={group} count={rows.length} />}>
            <Table
              caption={`${messages.work.groups[group]}, ${messages.work.tasks(rows.length)}`}
              columns={columns}
              rows={rows}
              rowKey={(task) => task.id}
              rowHref={(task) => `/${org}/tasks/${task.key}`}
            />
          </Card>
        ))}
    </div>
  )
}

/** Moves the focus to the next or previous task of the page, whatever its group. */
function walk(by: 1 | -1) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row] a')]
  const row = document.activeElement?.closest('[data-row]')
  const at = links.findIndex((link) => link.closest('[data-row]') === row)
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}

function GroupTitle({ group, count }: { group: DueGroup; count: number }) {
  return (
    <span className={group === 'late' ? 'text-danger-text' : undefined}>
      {messages.work.groups[group]} <span className="font-normal text-ink-faint tabular-nums">{count}</span>
    </span>
  )
}
