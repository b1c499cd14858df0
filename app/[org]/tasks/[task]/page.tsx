import type { Metadata } from 'next'
import { AttachmentCard } from '@/components/attachments/attachment-card'
import { Checklist } from '@/components/checklists/checklist'
import { CommentThread } from '@/components/comments/comment-thread'
import { DependencyCard } from '@/components/dependencies/dependency-card'
import { WatchCard } from '@/components/subscriptions/watch-card'
import { todayIn } from '@/components/tasks/due'
import { Subtasks } from '@/components/tasks/subtasks'
import { TaskActivity } from '@/components/tasks/task-activity'
import { TaskLive } from '@/components/tasks/task-live'
import { TaskSheet } from '@/components/tasks/task-sheet'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Markdown } from '@/components/ui/markdown'
import { listOfTask } from '@/lib/comments/queries'
import { can } from '@/lib/core/context'
import { renderMarkdown } from '@/lib/core/markdown'
import { showNamed, tenant } from '@/lib/core/tenant'
import { projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/tasks/messages'
import { taskSurroundings } from '@/lib/tasks/page'
import { readTask } from './read-task'

type Props = { params: Promise<{ org: string; task: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, task } = await params
  const { task: found } = await readTask(org, task)
  return { title: `${found.key} ${found.title}` }
}

export default async function TaskPage({ params }: Props) {
  const { org, task: reference } = await params
  const named = { task: reference }
  const ctx = await tenant(org)
  const [{ task }, comments, around] = await Promise.all([
    readTask(org, reference),
    showNamed(listOfTask(ctx, named)),
    showNamed(taskSurroundings(ctx, named)),
  ])
  const { id, locale, timeZone } = ctx.organization
  const seesPeople = can(ctx, 'organization.members.view')
  const seesInternal = can(ctx, 'tasks.comments.view_internal')
  const reader = { org, locale, timeZone, seesPeople, today: todayIn(timeZone) }
  const base = `/${org}/projects/${task.project.key}`

  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <Breadcrumbs
          items={[
            { label: messages.page.projects, href: `/${org}/projects` },
            { label: task.project.title, href: base },
            { label: messages.board.heading, href: `${base}/board` },
            ...(task.parent ? [{ label: task.parent.key, href: `/${org}/tasks/${task.parent.key}` }] : []),
            { label: task.key },
          ]}
        />
        <TaskLive
          taskId={task.id}
          channel={(seesInternal ? projectChannel : sharedChannel)(id, task.project.id)}
          presence={seesPeople ? taskChannel(id, task.id) : null}
        />
      </div>
      <TaskSheet
        {...reader}
        task={task}
        aside={
          <>
            <DependencyCard org={org} task={task} shown={around.dependencies} mayEdit={task.may.edit} />
            <WatchCard org={org} task={task.id} shown={around.watchers} seesPeople={seesPeople} />
          </>
        }
        seesPayments={can(ctx, 'projects.budget.view')}
        description={
          task.description.trim() ? (
            <Markdown safeHtml={renderMarkdown(task.description)} />
          ) : (
            <p className="text-sm text-ink-faint">{messages.page.noDescription}</p>
          )
        }
      >
        <Checklist org={org} task={task} initial={around.checklist} mayEdit={task.may.edit} />
        <Subtasks {...reader} task={task} mayCreate={can(ctx, 'tasks.tasks.create') && task.may.edit} />
        <AttachmentCard
          subject={{ kind: 'task', id: task.id }}
          initial={around.files}
          mayAttach={task.may.comment}
          reader={{ ...reader, seesInternal }}
        />
        <CommentThread
          subject={{ kind: 'task', id: task.id, projectId: task.project.id }}
          initial={comments}
          mayComment={task.may.comment}
          reader={{ ...reader, people: task.staff, seesInternal }}
        />
        {around.activity && (
          <TaskActivity org={org} taskId={task.id} initial={around.activity} locale={locale} timeZone={timeZone} />
        )}
      </TaskSheet>
    </>
  )
}
