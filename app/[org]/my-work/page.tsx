import { CircleCheckBig } from 'lucide-react'
import type { Metadata } from 'next'
import { todayIn } from '@/components/tasks/due'
import { isFiltered, noFilters, readFilters, saidFilters } from '@/components/tasks/filters'
import { MentionList } from '@/components/tasks/mention-list'
import { MyWork } from '@/components/tasks/my-work'
import { WorkFilters } from '@/components/tasks/work-filters'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { listMentions } from '@/lib/tasks/mentions'
import { messages } from '@/lib/tasks/messages'
import { listTasks } from '@/lib/tasks/queries'

export const metadata: Metadata = { title: messages.work.title }

type Props = { params: Promise<{ org: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MyWorkPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  const asked = await searchParams
  const one = (name: string) => [asked[name]].flat()[0]
  const [open, going] = [one('open'), one('going')]
  const { q, status, priority } = readFilters(one)
  const filters = { ...noFilters, q, status: status === 'DONE' ? ('' as const) : status, priority }
  const { status: only, ...narrow } = saidFilters(filters)
  const mine = { ...narrow, assignee: 'me', order: 'due', limit: 100 } as const
  // On a further page, a list without a cursor has been shown to its end.
  const ended = { items: [], nextCursor: null }
  const [started, waiting, { mentions }] = await show(
    Promise.all([
      only === 'TODO' || (open && !going) ? ended : listTasks(ctx, { ...mine, status: 'IN_PROGRESS', cursor: going }),
      only === 'IN_PROGRESS' || (going && !open) ? ended : listTasks(ctx, { ...mine, status: 'TODO', cursor: open }),
      listMentions(ctx, { limit: 8 }),
    ]),
  )
  const urgency = ['URGENT', 'HIGH', 'MEDIUM', 'LOW', 'NONE']
  const place = (task: (typeof started.items)[number]) => `${task.dueOn ?? '9999'} ${urgency.indexOf(task.priority)}`
  const tasks = [...started.items, ...waiting.items].sort((a, b) => place(a).localeCompare(place(b)))
  const next = new URLSearchParams(saidFilters(filters))
  if (started.nextCursor) next.set('going', started.nextCursor)
  if (waiting.nextCursor) next.set('open', waiting.nextCursor)

  return (
    <>
      <PageHeader title={messages.work.title} description={messages.work.description} />
      <WorkFilters path={`/${org}/my-work`} filters={filters} />
      {tasks.length > 0 ? (
        <MyWork org={org} tasks={tasks} today={todayIn(ctx.organization.timeZone)} locale={ctx.organization.locale} />
      ) : isFiltered(filters) ? (
        <EmptyState
          icon={<CircleCheckBig />}
          title={messages.work.nothing}
          action={<ButtonLink href={`/${org}/my-work`}>{messages.filters.clear}</ButtonLink>}
        />
      ) : (
        <EmptyState
          icon={<CircleCheckBig />}
          title={messages.work.emptyTitle}
          description={messages.work.empty}
          action={
            can(ctx, 'projects.projects.view') && (
              <ButtonLink href={`/${org}/projects`}>{messages.work.projects}</ButtonLink>
            )
          }
        />
      )}
      {(started.nextCursor || waiting.nextCursor) && (
        <LoadMore shown={tasks.length} hasMore href={`/${org}/my-work?${next}`} />
      )}
      <MentionList
        org={org}
        mentions={mentions}
        locale={ctx.organization.locale}
        timeZone={ctx.organization.timeZone}
      />
    </>
  )
}
