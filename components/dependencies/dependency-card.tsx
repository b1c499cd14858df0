'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { queryString, readApi } from '@/components/shell/read-api'
import { TaskStatusPill } from '@/components/tasks/task-marks'
import { announce } from '@/components/ui/announcer'
import { Card } from '@/components/ui/card'
import { ComboboxOnDemand } from '@/components/ui/combobox-on-demand'
import { IconButton } from '@/components/ui/icon-button'
import { Link } from '@/components/ui/link'
import { Badge } from '@/components/ui/status-pill'
import type { Page } from '@/lib/core/page'
import type { Result } from '@/lib/core/result'
import { addDependency, removeDependency } from '@/lib/dependencies/actions'
import { messages } from '@/lib/dependencies/messages'
import type { Dependencies, LinkedTask } from '@/lib/dependencies/queries'
import type { TaskCard } from '@/lib/tasks/queries'

type Props = { org: string; task: { id: string; project: { key: string } }; shown: Dependencies; mayEdit: boolean }

/** What a task waits for and what waits for it. Nothing where there is nothing and nothing can be added. */
export function DependencyCard({ org, task, shown, mayEdit }: Props) {
  const router = useRouter()
  const { waitsFor, blocks, blocked } = shown
  if (!mayEdit && waitsFor.length + blocks.length === 0) return null

  async function call(run: () => Promise<Result<unknown>>, said: string) {
    const result = await callAction(run)
    if (result.ok) announce(said)
    else
      toastProblem(
        { ...result.error, message: result.error.errors?.[0]?.message ?? result.error.message },
        { org, type: 'task', id: task.id },
      )
    router.refresh()
  }
  const edge = (other: string, waits: boolean) =>
    waits ? { task: task.id, dependsOn: other } : { task: other, dependsOn: task.id }
  const part = (waits: boolean, tasks: readonly LinkedTask[]) => (
    <Linked
      org={org}
      title={waits ? messages.waitsFor : messages.blocks}
      tasks={tasks}
      onRemove={
        mayEdit
          ? (other) => void call(() => removeDependency(org, edge(other.id, waits)), messages.removed(other.key))
          : undefined
      }
    >
      {mayEdit && (
        <TaskSearch
          org={org}
          project={task.project.key}
          label={waits ? messages.addWaitsFor : messages.addBlocks}
          without={[task.id, ...tasks.map(({ id }) => id)]}
          onChoose={(id, name) => void call(() => addDependency(org, edge(id, waits)), messages.added(name))}
        />
      )}
    </Linked>
  )
  return (
    <Card
      title={messages.title}
      actions={blocked && <Badge tone="warning">{messages.blocked}</Badge>}
      className="overflow-visible!"
    >
      <div className="flex flex-col gap-3">
        {part(true, waitsFor)}
        {part(false, blocks)}
      </div>
    </Card>
  )
}

function Linked({
  org,
  title,
  tasks,
  onRemove,
  children,
}: {
  org: string
  title: string
  tasks: readonly LinkedTask[]
  onRemove?: (task: LinkedTask) => void
  children: React.ReactNode
}) {
  if (tasks.length === 0 && !children) return null
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-ink-faint">{title}</h3>
      {tasks.length > 0 && (
        <ul aria-label={title} className="mb-1 text-sm">
          {tasks.map((other) => (
            <li key={other.id} className="flex items-center gap-2 py-0.5">
              <Link href={`/${org}/tasks/${other.key}`} className="min-w-0 flex-1 truncate text-ink hover:underline">
                <span className="mr-1 text-xs text-ink-faint">{other.key}</span> {other.title}
              </Link>
              <TaskStatusPill status={other.status} />
              {onRemove && (
                <IconButton
                  size="sm"
                  label={messages.remove(other.key)}
                  icon={<X aria-hidden className="size-3.5" />}
                  onClick={() => onRemove(other)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  )
}

/** Finds a task of the project by a part of its title, or by its key. */
function TaskSearch({
  org,
  project,
  label,
  without,
  onChoose,
}: {
  org: string
  project: string
  label: string
  without: readonly string[]
  onChoose: (id: string, key: string) => void
}) {
  const [turn, setTurn] = useState(0)
  const place = useRef<HTMLDivElement>(null)
  // Each choice leaves an empty field in the place of the old one; who chooses several goes on in it.
  useEffect(() => {
    if (turn > 0) place.current?.querySelector('input')?.focus()
  }, [turn])
  async function search(query: string, signal: AbortSignal) {
    const q = query.trim()
    const number = /^(?:[A-Za-z][A-Za-z0-9]*-)?(\d+)$/.exec(q)?.[1]
    const [page, exact] = await Promise.all([
      readApi<Page<TaskCard>>(org, `projects/${project}/tasks${queryString({ q, limit: 20 })}`, signal),
      number ? readApi<TaskCard>(org, `tasks/${project}-${number}`, signal).catch(() => null) : null,
    ])
    const found = [...(exact ? [exact] : []), ...page.items.filter(({ id }) => id !== exact?.id)]
    return found
      .filter(({ id }) => !without.includes(id))
      .map(({ id, key, title }) => ({ value: id, label: `${key} ${title}` }))
  }
  return (
    <div ref={place}>
      <ComboboxOnDemand
        key={turn}
        aria-label={label}
        placeholder={messages.search}
        value={null}
        search={search}
        onValueChange={(choice) => {
          if (!choice) return
          setTurn((now) => now + 1)
          onChoose(choice.value, choice.label.split(' ')[0] ?? '')
        }}
      />
    </div>
  )
}
