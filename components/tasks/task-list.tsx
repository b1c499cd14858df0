'use client'

import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { whoGives } from '@/components/access/toast-problem'
import { ApiProblem, queryString, readApi, retryUnlessRefused } from '@/components/shell/read-api'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { LoadMore } from '@/components/ui/pagination'
import { SkeletonRows } from '@/components/ui/skeleton'
import { Toolbar } from '@/components/ui/toolbar'
import type { Page } from '@/lib/core/page'
import { messages } from '@/lib/tasks/messages'
import type { Task, TaskCard } from '@/lib/tasks/queries'
import { cardOf, movesOthers } from './board-data'
import { type TaskFilters as Filters, isFiltered, noFilters, readFilters, saidFilters } from './filters'
import { Notice } from './notice'
import { SelectBox } from './select-box'
import { taskColumns } from './task-columns'
import { TaskFilters } from './task-filters'
import { TaskGroups } from './task-groups'
import { useLiveTasks } from './use-live-tasks'
import { rowRefusalText, useRowEdit } from './use-row-edit'
import { useTaskFilters } from './use-task-filters'

const BulkTools = dynamic(() => import('./bulk-tools'), { ssr: false })
const ExportMenu = dynamic(() => import('@/components/exports/export-menu').then((module) => module.ExportMenu), {
  ssr: false,
})
const ViewMenu = dynamic(() => import('@/components/views/view-menu'), { ssr: false })

export type TaskListProps = {
  org: string
  /** the project's key */
  project: string
  initial: Page<TaskCard>
  initialFilters: Filters
  channel: string | null
  /** how many messages of the channel `initial` knows of */
  heard: number
  /** who can be assigned; empty for readers who may not see people */
  staff: readonly { id: string; name: string }[]
  may: {
    edit: boolean
    assign: boolean
    delete: boolean
    create: boolean
    import: boolean
    seePeople: boolean
    seePayments: boolean
    shareViews: boolean
  }
  today: string
  locale: string
}
type Pages = InfiniteData<Page<TaskCard>, string | null>

/** A project's tasks as a dense table that can be narrowed, changed in place and loaded further. */
export function TaskList(props: TaskListProps) {
  const { org, project, initial, initialFilters, channel, heard, staff, may, today, locale } = props
  const queries = useQueryClient()
  const [filters, setFilters] = useTaskFilters()
  const [stands, setStands] = useState(false)
  const asked = JSON.stringify(saidFilters(filters))
  const queryKey = useMemo(() => ['tasks', org, project, asked] as const, [org, project, asked])
  const isInitial = asked === JSON.stringify(saidFilters(initialFilters))
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam: cursor, signal }) =>
      readApi<Page<TaskCard>>(
        org,
        `projects/${project}/tasks${queryString({ ...JSON.parse(asked), cursor, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: isInitial ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: retryUnlessRefused,
    refetchInterval: stands ? false : 15_000,
  })
  const tasks = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])

  const refetch = useCallback(() => void queries.invalidateQueries({ queryKey }), [queries, queryKey])
  const patch = useCallback(
    (id: string, change: Partial<TaskCard> | null) =>
      queries.setQueryData<Pages>(queryKey, (now) => now && patchPages(now, id, change)),
    [queries, queryKey],
  )
  const { edit, refusal, clear } = useRowEdit(org, patch, refetch)

  async function readTask(id: string) {
    // A task that is not shown is new, or belongs to a page that was not asked for yet.
    if (isFiltered(filters) || !tasks.some((task) => task.id === id)) return refetch()
    try {
      const task = await readApi<Task>(org, `tasks/${id}`)
      const known = tasks.find((one) => one.id === id)
      patch(id, cardOf(task))
      if (known && movesOthers(tasks, id, known.status, task.status)) refetch()
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) patch(id, null)
      else refetch()
    }
  }
  const { connected } = useLiveTasks(
    channel,
    {
      onTasks: (ids) => ids.forEach(readTask),
      onDeleted: (id) => patch(id, null),
      onEverything: refetch,
    },
    heard,
  )
  useEffect(() => setStands(connected), [connected])

  const columns = taskColumns({ staff, may, today, locale, onEdit: (task, change) => void edit(task, change) })
  return (
    <>
      <Toolbar>
        <h2 className="sr-only">{messages.list.heading}</h2>
        <TaskFilters filters={filters} onChange={setFilters} staff={staff} withStatus />
        <ViewMenu
          org={org}
          project={project}
          query={new URLSearchParams(saidFilters(filters)).toString()}
          onPick={(query) => {
            const params = new URLSearchParams(query)
            setFilters({ ...noFilters, ...readFilters((name) => params.get(name)) })
          }}
          mayShare={may.shareViews}
        />
        <ExportMenu org={org} list="tasks" filters={{ project, ...saidFilters(filters) }} />
      </Toolbar>
      {refusal && (
        <Notice
          tone="refusal"
          onClose={clear}
          action={whoGives(refusal.problem, { org, type: 'task', id: refusal.key })}
          link={
            refusal.problem.code === 'PAYMENT_REQUIRED' && may.seePayments
              ? { href: `/${org}/projects/${project}/payments`, label: messages.board.payments }
              : undefined
          }
        >
          {rowRefusalText(refusal)}
        </Notice>
      )}
      <section aria-label={messages.list.heading} className="rounded-lg border bg-surface" aria-busy={list.isFetching}>
        {tasks.length > 0 ? (
          <>
            <TaskGroups
              tasks={tasks}
              group={filters.group}
              more={list.hasNextPage}
              today={today}
              columns={columns}
              leading={
                may.edit
                  ? {
                      header: <span className="sr-only">{messages.bulk.title}</span>,
                      cell: (task) => <SelectBox id={task.id} taskKey={task.key} />,
                    }
                  : undefined
              }
              rowKey={(task) => task.id}
              rowHref={(task) => `/${org}/tasks/${task.key}`}
            />
            <LoadMore
              shown={tasks.length}
              hasMore={list.hasNextPage}
              pending={list.isFetchingNextPage}
              onMore={() => void list.fetchNextPage()}
            />
          </>
        ) : list.isError ? (
          <ErrorState title={messages.list.failed} onRetry={refetch} />
        ) : list.isPending ? (
          <SkeletonRows />
        ) : isFiltered(filters) ? (
          <EmptyState icon={<ListChecks />} title={messages.filters.none} />
        ) : (
          <EmptyState
            icon={<ListChecks />}
            title={messages.list.emptyTitle}
            description={may.create || may.import ? messages.list.empty : undefined}
            action={
              <>
                {may.create && (
                  <ButtonLink href={`/${org}/projects/${project}/board`}>{messages.list.toBoard}</ButtonLink>
                )}
                {may.import && (
                  <ButtonLink variant="primary" href={`/${org}/projects/${project}/imports/new`}>
                    {messages.list.import}
                  </ButtonLink>
                )}
              </>
            }
          />
        )}
      </section>
      {may.edit && (
        <BulkTools
          org={org}
          project={project}
          find={(id) => tasks.find((task) => task.id === id)}
          staff={staff}
          may={may}
          onChanged={refetch}
        />
      )}
    </>
  )
}

/** A task changed in all pages, or taken out with null. An older answer changes nothing. */
const patchPages = (pages: Pages, id: string, change: Partial<TaskCard> | null): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((task) => {
      if (task.id !== id) return [task]
      if (change === null) return []
      return [change.version !== undefined && change.version < task.version ? task : { ...task, ...change }]
    }),
  })),
})
