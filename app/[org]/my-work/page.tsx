import { CircleCheckBig } from 'lucide-react'
import type { Metadata } from 'next'
import { todayIn } from '@/components/tasks/due'
import { MyWork } from '@/components/tasks/my-work'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { LoadMore } from '@/components/ui/pagination'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/tasks/messages'
import { listTasks } from '@/lib/tasks/queries'

export const metadata: Metadata = { title: messages.work.title }

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ open?: string; going?: string }> }

export default async function MyWorkPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  const { open, going } = await searchParams
  const mine = { assignee: 'me', order: 'due', limit: 100 } as const
  // On a further page, a list without a cursor has been shown to its end.
  const ended = { items: [], nextCursor: null }
  const [started, waiting] = await show(
    Promise.all([
      open && !going ? ended : listTasks(ctx, { ...mine, status: 'IN_PROGRESS', cursor: going }),
      going && !open ? ended : listTasks(ctx, { ...mine, status: 'TODO', cursor: open }),
    ]),
  )
  const tasks = [...started.items, ...waiting.items].sort((a, b) =>
    (a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : a.dueOn === b.dueOn ? 0 : 1,
  )
  const next = new URLSearchParams()
  if (started.nextCursor) next.set('going', started.nextCursor)
  if (waiting.nextCursor) next.set('open', waiting.nextCursor)

  return (
    <>
      <PageHeader title={messages.work.title} description={messages.work.description} />
      {tasks.length > 0 ? (
        <MyWork org={org} tasks={tasks} today={todayIn(ctx.organization.timeZone)} locale={ctx.organization.locale} />
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
      {next.size > 0 && <LoadMore shown={tasks.length} hasMore href={`/${org}/my-work?${next}`} />}
    </>
  )
}
