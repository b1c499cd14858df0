import type { Metadata } from 'next'
import type { BoardState } from '@/components/tasks/board-data'
import { todayIn } from '@/components/tasks/due'
import { boardFilters, isFiltered, readFilters } from '@/components/tasks/filters'
import { TaskBoard } from '@/components/tasks/task-board'
import { can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/tasks/messages'
import { listTasks, taskBoard } from '@/lib/tasks/queries'
import { readProject } from '../read-project'

type Props = {
  params: Promise<{ org: string; project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: messages.board.heading }

export default async function BoardPage({ params, searchParams }: Props) {
  const { org, project } = await params
  // Counted first: what happens after this is heard of.
  const { ctx, project: found } = await readProject(org, project)
  const asked = await searchParams
  const filters = { ...readFilters((name) => [asked[name]].flat()[0]), status: '' as const }
  const board: BoardState = await show(taskBoard(ctx, { project }))
  if (isFiltered(filters))
    board.columns = await show(
      Promise.all(
        board.columns.map(async ({ status }) => ({
          status,
          count: null,
          ...(await listTasks(ctx, {
            project,
            status,
            order: 'board',
            ...boardFilters(filters),
          })),
        })),
      ),
    )
  const channelOf = can(ctx, 'tasks.comments.view_internal') ? projectChannel : sharedChannel

  return (
    <TaskBoard
      org={org}
      project={board.project.key}
      initial={board}
      initialFilters={filters}
      channel={channelOf(ctx.organization.id, board.project.id)}
      heard={found.heard}
      canMove={can(ctx, 'tasks.tasks.edit')}
      may={{ assign: can(ctx, 'tasks.tasks.assign'), delete: can(ctx, 'tasks.tasks.delete') }}
      seesPayments={can(ctx, 'projects.budget.view')}
      today={todayIn(ctx.organization.timeZone)}
      locale={ctx.organization.locale}
    />
  )
}
