import type { Metadata } from 'next'
import { todayIn } from '@/components/tasks/due'
import { readFilters, saidFilters } from '@/components/tasks/filters'
import { TaskList } from '@/components/tasks/task-list'
import { can } from '@/lib/core/context'
import { show } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/tasks/messages'
import { listTasks } from '@/lib/tasks/queries'
import { readProject } from '../read-project'

type Props = {
  params: Promise<{ org: string; project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export const metadata: Metadata = { title: messages.list.heading }

export default async function TasksPage({ params, searchParams }: Props) {
  const { org, project } = await params
  // Counted first: what happens after this is heard of.
  const { ctx, project: found } = await readProject(org, project)
  const asked = await searchParams
  const filters = readFilters((name) => [asked[name]].flat()[0])
  const tasks = await show(listTasks(ctx, { project, ...saidFilters(filters) }))
  const channelOf = can(ctx, 'tasks.comments.view_internal') ? projectChannel : sharedChannel
  const people = [...Object.values(found.people ?? {}), ...found.members]
  const staff = [...new Map(people.flatMap((person) => (person ? [[person.id, person]] : []))).values()].sort((a, b) =>
    a.name.localeCompare(b.name, ctx.organization.locale),
  )

  return (
    <TaskList
      org={org}
      project={found.key}
      initial={tasks}
      initialFilters={filters}
      channel={channelOf(ctx.organization.id, found.id)}
      heard={found.heard}
      staff={can(ctx, 'organization.members.view') ? staff : []}
      may={{
        edit: can(ctx, 'tasks.tasks.edit'),
        assign: can(ctx, 'tasks.tasks.assign'),
        delete: can(ctx, 'tasks.tasks.delete'),
        shareViews: can(ctx, 'tasks.comments.view_internal'),
        create: found.may.createTask,
        import: found.may.edit,
        seePeople: can(ctx, 'organization.members.view'),
        seePayments: can(ctx, 'projects.budget.view'),
      }}
      today={todayIn(ctx.organization.timeZone)}
      locale={ctx.organization.locale}
    />
  )
}
