'use client'

import { daysBetween, dayText } from '@/components/shell/day-text'
import { moneyText } from '@/components/shell/money-text'
import { usePages } from '@/components/shell/use-pages'
import { FieldError } from '@/components/ui/field'
import { LoadMore } from '@/components/ui/pagination'
import { Progress } from '@/components/ui/progress'
import { type Column, Table } from '@/components/ui/table'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'
import { ProjectStatusPill } from './project-status-pill'

export type ProjectRow = Pick<Project, 'id' | 'key' | 'title' | 'client' | 'status' | 'dueOn' | 'tasks' | 'budget'>

const over = new Set(['COMPLETED', 'CANCELLED'])

const columnsFor = (locale: string, today: string, money: boolean): readonly Column<ProjectRow>[] => [
  {
    id: 'title',
    header: messages.table.title,
    cell: (project) => (
      <>
        <span className="mr-1 font-mono text-xs text-ink-faint">{project.key}</span>{' '}
        <span className="break-words">{project.title}</span>
      </>
    ),
  },
  { id: 'client', header: messages.table.client, cell: (project) => project.client.name },
  {
    id: 'status',
    header: messages.table.status,
    width: '10rem',
    cell: (project) => <ProjectStatusPill status={project.status} />,
  },
  { id: 'progress', header: messages.table.progress, width: '9rem', cell: progressOf },
  {
    id: 'due',
    header: messages.table.due,
    width: '8rem',
    cell: ({ dueOn, status }) => {
      if (!dueOn) return '–'
      const late = !over.has(status) && daysBetween(today, dueOn) < 0
      return (
        <span className={late ? 'text-danger-text' : undefined}>
          {dayText(dueOn, locale)}
          {late && ` · ${messages.late}`}
        </span>
      )
    },
  },
  ...(money
    ? [
        {
          id: 'money',
          header: messages.table.money,
          align: 'end' as const,
          width: '12rem',
          wrap: true,
          cell: ({ budget }: ProjectRow) =>
            budget && (
              <>
                <span className="text-ink">{moneyText(budget.verified, locale)}</span>{' '}
                <span className="whitespace-nowrap text-xs text-ink-faint">/ {moneyText(budget.net, locale)}</span>
              </>
            ),
        },
      ]
    : []),
]

function progressOf({ tasks }: ProjectRow) {
  const total = tasks.todo + tasks.inProgress + tasks.done
  if (total === 0) return <span className="text-xs text-ink-faint">{messages.noTasks}</span>
  return (
    <span className="block w-28 max-w-full max-sm:ml-auto">
      <Progress
        hideLabel
        label={messages.progress(tasks.done, total)}
        value={tasks.done}
        max={total}
        valueText={messages.progress(tasks.done, total)}
        tone={tasks.done === total ? 'success' : 'accent'}
      />
      <span aria-hidden className="text-xs text-ink-faint">
        {tasks.done} / {total}
      </span>
    </span>
  )
}

type ProjectTableProps = {
  org: string
  page: { items: ProjectRow[]; nextCursor: string | null }
  /** the same list over REST */
  path: string
  locale: string
  today: string
}

/** Projects, the latest change first; continues by cursor. Money only where the reader may see it. */
export function ProjectTable({ org, page, path, locale, today }: ProjectTableProps) {
  const { rows, hasMore, loadMore, pending, failure } = usePages(page, path)
  return (
    <>
      <Table
        caption={messages.table.caption}
        columns={columnsFor(
          locale,
          today,
          rows.some((project) => project.budget !== null),
        )}
        rows={rows}
        rowKey={(project) => project.id}
        rowHref={(project) => `/${org}/projects/${project.key}`}
      />
      {failure && <FieldError>{failure}</FieldError>}
      <LoadMore shown={rows.length} hasMore={hasMore} pending={pending} onMore={loadMore} />
    </>
  )
}
