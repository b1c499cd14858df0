import type { Metadata } from 'next'
import { RecordHistory } from '@/components/audit/record-history'
import { CommentThread } from '@/components/comments/comment-thread'
import { todayIn } from '@/components/tasks/due'
import { Subtasks } from '@/components/tasks/subtasks'
import { TaskLive } from '@/components/tasks/task-live'
import { TaskSheet } from '@/components/tasks/task-sheet'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { Card } from '@/components/ui/card'
import { Markdown } from '@/components/ui/markdown'
import { listAudit } from '@/lib/audit/queries'
import { listComments } from '@/lib/comments/queries'
import { can } from '@/lib/core/context'
import { renderMarkdown } from '@/lib/core/markdown'
import { projectChannel, sharedChannel, taskChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/tasks/messages'
import { readTask } from './read-task'

type Props = { params: Promise<{ org: string; task: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, task } = await params
  const { task: found } = await readTask(org, task)
  return { title: `${found.key} ${found.title}` }
}

export default async function TaskPage({ params }: Props) {
  const { org, task: reference } = await params
  const { ctx, task, parent } = await readTask(org, reference)
  const about = { subjectType: 'task', subjectId: task.id } as const
  const [comments, history] = await Promise.all([
    listComments(ctx, { task: task.id }),
    can(ctx, 'organization.audit.view') ? listAudit(ctx, { ...about, limit: 20 }) : null,
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
            ...(parent ? [{ label: parent.key, href: `/${org}/tasks/${parent.key}` }] : []),
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
        parent={parent}
        seesPayments={can(ctx, 'projects.budget.view')}
        description={
          task.description.trim() ? (
            <Markdown safeHtml={renderMarkdown(task.description)} />
          ) : (
            <p className="text-sm text-ink-faint">{messages.page.noDescription}</p>
          )
        }
      >
        <Subtasks {...reader} task={task} mayCreate={can(ctx, 'tasks.tasks.create') && task.may.edit} />
        <CommentThread
          taskId={task.id}
          initial={comments}
          mayComment={task.may.comment}
          reader={{ ...reader, people: task.staff, seesInternal }}
        />
        {history && (
          <Card title={messages.page.history} flush className="mt-6">
            <RecordHistory
              {...reader}
              about={about}
              initial={history}
              names={Object.fromEntries(
                [...task.staff, task.assignee, task.author].flatMap((one) => (one ? [[one.id, one.name]] : [])),
              )}
            />
          </Card>
        )}
      </TaskSheet>
    </>
  )
}
