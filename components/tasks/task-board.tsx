'use client'

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { whoGives } from '@/components/access/toast-problem'
import { ApiProblem, readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { Button } from '@/components/ui/button'
import { messages as ui } from '@/components/ui/messages'
import { Toolbar } from '@/components/ui/toolbar'
import type { Problem } from '@/lib/core/result'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'
import type { TaskStatus } from '@/lib/tasks/schema'
import type { CardSettings, Dragging } from './board-card'
import { BoardColumn } from './board-column'
import {
  appendCards,
  type BoardState,
  cardOf,
  fetchBoard,
  fetchColumn,
  findCard,
  movesOthers,
  removeCard,
  upsertCard,
} from './board-data'
import { dropPlace } from './drop-place'
import { boardFilters, type TaskFilters as Filters, isFiltered } from './filters'
import { Notice } from './notice'
import { QuickAdd } from './quick-add'
import { TaskFilters } from './task-filters'
import { type MoveRefusal, useBoardMoves } from './use-board-moves'
import { useCardHandlers } from './use-card-handlers'
import { useLiveTasks } from './use-live-tasks'
import { useTaskFilters } from './use-task-filters'

const BulkTools = dynamic(() => import('./bulk-tools'), { ssr: false })

export type TaskBoardProps = {
  org: string
  /** the project's key */
  project: string
  initial: BoardState
  /** what `initial` was narrowed to */
  initialFilters: Filters
  /** the live channel, or null where there is none */
  channel: string | null
  /** how many messages of the channel `initial` knows of */
  heard: number
  canMove: boolean
  /** what one may do to many cards at once, besides changing them */
  may: { assign: boolean; delete: boolean }
  /** whether the reader may open the payments tab */
  seesPayments: boolean
  /** ISO day in the organization's time zone */
  today: string
  locale: string
}

/** A project's tasks by status, moved by mouse, keyboard or menu, and kept as everybody else sees them. */
export function TaskBoard(props: TaskBoardProps) {
  const { org, project, initial, initialFilters, channel, heard, canMove, may, seesPayments, today, locale } = props
  const queries = useQueryClient()
  const [filters, setFilters] = useTaskFilters()
  const [refusal, setRefusal] = useState<MoveRefusal | null>(null)
  const [draggedId, setDraggedId] = useState<string | null>(null)
  const [loading, setLoading] = useState<TaskStatus | null>(null)
  const asked = JSON.stringify(boardFilters(filters))
  const queryKey = useMemo(() => ['board', org, project, asked] as const, [org, project, asked])
  const { move, settled } = useBoardMoves(org, queryKey, setRefusal)

  const isInitial = asked === JSON.stringify(boardFilters(initialFilters))
  const [stands, setStands] = useState(false)
  const board = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      await settled()
      return fetchBoard(org, project, filters, queries.getQueryData<BoardState>(queryKey), signal)
    },
    initialData: isInitial ? initial : undefined,
    placeholderData: keepPreviousData,
    // The next visit begins with what the server sends then, not with what this one left behind.
    gcTime: 0,
    retry: retryUnlessRefused,
    refetchInterval: stands ? false : 15_000,
  })
  const state = board.data ?? initial
  const write = useCallback(
    (change: (now: BoardState) => BoardState) =>
      queries.setQueryData<BoardState>(queryKey, (now) => now && change(now)),
    [queries, queryKey],
  )
  const refetch = useCallback(() => void queries.invalidateQueries({ queryKey }), [queries, queryKey])

  const readTask = useCallback(
    async (id: string) => {
      await settled()
      try {
        const task = await readApi<Task>(org, `tasks/${id}`)
        const before = queries.getQueryData<BoardState>(queryKey)
        const known = before && findCard(before, id)
        write((now) => upsertCard(now, cardOf(task)))
        const shown = before?.columns.flatMap(({ items }) => items) ?? []
        if (known && movesOthers(shown, id, known.status, task.status)) refetch()
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) write((now) => removeCard(now, id))
        else refetch()
      }
    },
    [org, settled, queries, queryKey, write, refetch],
  )
  const { connected } = useLiveTasks(
    channel,
    {
      onTasks: (ids) => (isFiltered(filters) ? refetch() : ids.forEach(readTask)),
      onDeleted: (id) => write((now) => removeCard(now, id)),
      onEverything: refetch,
    },
    heard,
  )
  useEffect(() => setStands(connected), [connected])

  const { handlers, focusId } = useCardHandlers(() => queries.getQueryData<BoardState>(queryKey), move)
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const comeNear = () => {
    if (canMove && !dragging) void import('./dragging').then(setDragging, () => {})
  }
  const settings = useMemo(
    (): CardSettings => ({ org, canMove, today, locale, handlers, dragging }),
    [org, canMove, today, locale, handlers, dragging],
  )
  const strip = useRef<HTMLDivElement>(null)
  useEffect(
    () =>
      dragging?.monitorForElements({
        canMonitor: ({ source }) => source.data.kind === 'card',
        onDragStart: ({ source }) => setDraggedId(String(source.data.id)),
        onDrag: ({ location }) => scrollSideways(strip.current, location.current.input.clientX),
        onDrop({ source, location }) {
          setDraggedId(null)
          const now = queries.getQueryData<BoardState>(queryKey)
          const id = String(source.data.id)
          const place = now && dropPlace(now, id, location.current.dropTargets[0]?.data)
          if (place) move(id, place.status, place.after)
        },
      }),
    [queries, queryKey, move, dragging],
  )

  async function loadMore(status: TaskStatus, cursor: string | null) {
    setLoading(status)
    try {
      const page = await fetchColumn(org, project, status, filters, cursor)
      write((now) => appendCards(now, status, page))
    } catch (error) {
      const problem = { code: 'UNREACHABLE', message: error instanceof ApiProblem ? error.message : failed }
      setRefusal({ key: project, problem })
    } finally {
      setLoading(null)
    }
  }

  const failed = messages.board.failed
  const payments = seesPayments
    ? { href: `/${org}/projects/${project}/payments`, label: messages.board.payments }
    : undefined
  return (
    <div className="flex flex-col">
      <Toolbar>
        <h2 className="sr-only">{messages.board.heading}</h2>
        <TaskFilters filters={filters} onChange={setFilters} staff={state.staff} />
      </Toolbar>
      {!state.project.unlocked && (
        <Notice tone="calm" title={messages.board.lockedTitle} link={payments}>
          {messages.board.locked}
        </Notice>
      )}
      {refusal && (
        <Notice
          tone="refusal"
          link={refusal.problem.code === 'PAYMENT_REQUIRED' ? payments : undefined}
          onClose={() => setRefusal(null)}
          action={whoGives(refusal.problem, {
            org,
            type: refusal.key === project ? 'project' : 'task',
            id: refusal.key,
          })}
        >
          {refusalText(refusal.key, refusal.problem)}
        </Notice>
      )}
      {board.isError && (
        <div role="alert" className="mb-3 flex items-center gap-3 text-sm text-danger-text">
          {failed} <Button onClick={refetch}>{ui.actions.retry}</Button>
        </div>
      )}
      {canMove && (
        <p id="board-keys" className="sr-only">
          {messages.board.keys}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: coming near only fetches code, nothing is operated by it */}
      <div
        ref={strip}
        aria-busy={board.isPlaceholderData}
        onPointerEnter={comeNear}
        onFocus={comeNear}
        className={`flex snap-x ${state.project.unlocked ? 'h-[max(24rem,calc(100dvh-15.5rem))]' : 'h-[max(24rem,calc(100dvh-20rem))]'} items-start gap-3 overflow-x-auto pb-2 max-lg:scroll-px-4`}
      >
        {state.columns.map((column) => (
          <BoardColumn
            key={column.status}
            column={column}
            settings={settings}
            focusId={focusId}
            draggedId={draggedId}
            loading={loading === column.status}
            onMore={() => void loadMore(column.status, column.nextCursor)}
          >
            {column.status === 'TODO' && state.project.mayCreate && (
              <QuickAdd org={org} project={project} onAdded={readTask} />
            )}
          </BoardColumn>
        ))}
      </div>
      {canMove && (
        <BulkTools
          org={org}
          project={project}
          find={(id) => findCard(state, id)?.card}
          staff={state.staff}
          may={may}
          onChanged={refetch}
        />
      )}
    </div>
  )
}

function refusalText(key: string, problem: Problem): string {
  if (problem.code === 'PAYMENT_REQUIRED') return messages.board.lockedMove(key)
  if (problem.code === 'STALE') return messages.board.stale(key)
  return `${problem.errors?.[0]?.message ?? problem.message} ${messages.board.putBack(key)}`
}

function scrollSideways(strip: HTMLElement | null, x: number) {
  const box = strip?.getBoundingClientRect()
  if (!box) return
  if (x < box.left + 48) strip?.scrollBy({ left: -16 })
  else if (x > box.right - 48) strip?.scrollBy({ left: 16 })
}
