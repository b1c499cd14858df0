'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarRange, Table2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { toastProblem } from '@/components/access/toast-problem'
import { callAction } from '@/components/shell/call-action'
import { readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { formatDay } from '@/components/tasks/due'
import { useLiveTasks } from '@/components/tasks/use-live-tasks'
import { Button, ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { dismissToast, toast, toastQueue } from '@/components/ui/toast-queue'
import { Toolbar } from '@/components/ui/toolbar'
import { updateTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/timeline/messages'
import type { Timeline } from '@/lib/timeline/queries'
import { datesOf, dayNumber, dayText, type Grab, type Span, spanOf, type Zoom, zooms } from './calendar'
import type { TimelineTask } from './timeline-bar'
import { TimelineChart } from './timeline-chart'
import { TimelineTable } from './timeline-table'

type Dates = Partial<Pick<TimelineTask, 'startsOn' | 'dueOn'>>
type Props = { org: string; initial: Timeline; channel: string; today: string; locale: string }

/** A project's tasks on the calendar: as bars to drag, or as a table that says the same. */
export function TimelineView({ org, initial, channel, today, locale }: Props) {
  const queries = useQueryClient()
  const { key } = initial.project
  const queryKey = useMemo(() => ['timeline', org, key] as const, [org, key])
  const [zoom, setZoom] = useState<Zoom>('month')
  const [asTable, setAsTable] = useState(false)
  const saving = useRef<Promise<unknown>>(Promise.resolve())
  const offered = useRef<{ task: string; toast: number; before: Dates } | null>(null)
  // The undo works on this picture; it goes with it.
  useEffect(() => () => void (offered.current && dismissToast(offered.current.toast)), [])
  const timeline = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      // What is on its way to the server must not be taken back by an answer from before.
      await saving.current
      return readApi<Timeline>(org, `projects/${key}/timeline`, signal)
    },
    initialData: initial,
    gcTime: 0,
    retry: retryUnlessRefused,
  })
  const refetch = () => void queries.invalidateQueries({ queryKey })
  useLiveTasks(channel, { onTasks: refetch, onDeleted: refetch, onEverything: refetch })
  const { tasks, milestones, dependencies, cut } = timeline.data
  const words = (day: string) => formatDay(day, locale, today)
  const dated = tasks.filter((task) => spanOf(task) !== null)
  const undated = tasks.filter((task) => spanOf(task) === null && task.status !== 'DONE')

  const patch = (id: string, change: Partial<TimelineTask>) =>
    queries.setQueryData<Timeline>(
      queryKey,
      (now) => now && { ...now, tasks: now.tasks.map((task) => (task.id === id ? { ...task, ...change } : task)) },
    )

  function change(task: TimelineTask, grab: Grab, span: Span) {
    save(task, datesOf(task, grab, span))
    const last = toastQueue.current().some(({ id }) => id === offered.current?.toast) ? offered.current : null
    if (last) dismissToast(last.toast)
    // A bar that is moved on, day by day, goes back to where it began.
    const before = last?.task === task.id ? last.before : { startsOn: task.startsOn, dueOn: task.dueOn }
    const id = toast({
      title: messages.moved(task.key, words(dayText(span.from)), words(dayText(span.to))),
      undo: () => save(task, before),
    })
    offered.current = { task: task.id, toast: id, before }
  }

  function save(task: TimelineTask, dates: Dates) {
    void queries.cancelQueries({ queryKey })
    patch(task.id, dates)
    // One after the other: a held arrow key must not run into its own versions.
    saving.current = saving.current.then(async () => {
      const known = queries.getQueryData<Timeline>(queryKey)?.tasks.find(({ id }) => id === task.id)
      const result = await callAction(() =>
        updateTask(org, { task: task.id, version: known?.version ?? task.version, ...dates }),
      )
      if (result.ok) return void patch(task.id, { version: result.data.version })
      const { code, errors, message } = result.error
      const told = code === 'STALE' ? messages.stale(task.key) : (errors?.[0]?.message ?? message)
      toastProblem({ ...result.error, message: told }, { org, type: 'task', id: task.id })
      refetch()
    })
  }

  return (
    <>
      <Toolbar>
        <h2 className="sr-only">{messages.title}</h2>
        {!asTable && (
          <fieldset className="flex gap-1">
            <legend className="sr-only">{messages.zoom}</legend>
            {zooms.map((one) => (
              <Button
                key={one}
                size="sm"
                variant={one === zoom ? 'secondary' : 'ghost'}
                aria-pressed={one === zoom}
                onClick={() => setZoom(one)}
              >
                {messages.zooms[one]}
              </Button>
            ))}
          </fieldset>
        )}
        <Button
          size="sm"
          icon={
            asTable ? <CalendarRange aria-hidden className="size-3.5" /> : <Table2 aria-hidden className="size-3.5" />
          }
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? messages.asChart : messages.asTable}
        </Button>
      </Toolbar>
      {timeline.isError && (
        <p role="alert" className="mb-2 text-sm text-danger-text">
          {messages.failed}
        </p>
      )}
      {cut && <p className="mb-2 text-sm text-ink-muted">{messages.cut}</p>}
      {dated.length + milestones.length === 0 ? (
        <EmptyState
          icon={<CalendarRange />}
          title={messages.emptyTitle}
          description={messages.empty}
          action={<ButtonLink href={`/${org}/projects/${key}/tasks`}>{messages.toList}</ButtonLink>}
        />
      ) : asTable ? (
        <TimelineTable org={org} tasks={dated} dependencies={dependencies} words={words} />
      ) : (
        <TimelineChart
          org={org}
          tasks={dated}
          milestones={milestones}
          dependencies={dependencies}
          zoom={zoom}
          today={dayNumber(today)}
          locale={locale}
          words={words}
          onChange={change}
        />
      )}
      {undated.length > 0 && (
        <details className="mt-4 rounded-lg border bg-surface px-4 py-3">
          <summary className="text-sm font-semibold text-ink">
            {messages.undated} <span className="font-normal text-ink-faint tabular-nums">{undated.length}</span>
          </summary>
          <p className="mt-1 mb-2 text-xs text-ink-faint">{messages.undatedText}</p>
          <ul className="grid gap-x-6 text-sm sm:grid-cols-2">
            {undated.slice(0, 200).map((task) => (
              <li key={task.id} className="min-w-0 py-1">
                <a href={`/${org}/tasks/${task.key}`} className="block truncate text-ink hover:underline">
                  <span className="mr-1 text-xs text-ink-faint">{task.key}</span> {task.title}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
