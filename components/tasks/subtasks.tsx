'use client'

import { useRouter } from 'next/navigation'
import { FormProblemNotice } from '@/components/shell/form-problem-notice'
import { useActionForm } from '@/components/shell/use-action-form'
import { announce } from '@/components/ui/announcer'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { Table } from '@/components/ui/table'
import { createTask } from '@/lib/tasks/actions'
import { messages } from '@/lib/tasks/messages'
import type { Task, TaskCard } from '@/lib/tasks/queries'
import { taskColumns } from './task-columns'

type Props = { org: string; task: Task; mayCreate: boolean; seesPeople: boolean; today: string; locale: string }

/** The parts of a task, each a task of its own. Nothing where there are none and none can be added. */
export function Subtasks({ org, task, mayCreate, seesPeople, today, locale }: Props) {
  const router = useRouter()
  const form = useActionForm({
    values: (element: HTMLFormElement) => ({
      project: task.project.key,
      parentId: task.id,
      title: String(new FormData(element).get('title') ?? ''),
    }),
    action: (values: { project: string; parentId: string; title: string }) => createTask(org, values),
    onSuccess({ key }, element) {
      element.reset()
      announce(messages.board.added(key))
      router.refresh()
    },
  })
  if (task.subtasks.length === 0 && !mayCreate) return null
  const columns = taskColumns({
    staff: [],
    may: { edit: false, assign: false, seePeople: seesPeople },
    today,
    locale,
    onEdit: () => undefined,
  }).filter(({ id }) => ['title', 'status', 'assignee', 'due'].includes(id))

  return (
    <Card title={messages.page.subtasks} flush className="mt-6">
      {task.subtasks.length > 0 && (
        <Table<TaskCard>
          caption={messages.page.subtasks}
          columns={columns}
          rows={task.subtasks}
          rowKey={(child) => child.id}
          rowHref={(child) => `/${org}/tasks/${child.key}`}
        />
      )}
      {mayCreate && (
        <form {...form.formProps} className="flex flex-col gap-2 p-3">
          <FormProblemNotice {...form.notice} />
          <div className="flex items-start gap-2">
            <Field label={messages.page.subtaskTitle} hideLabel required {...form.field('title')} className="flex-1">
              {(control) => <Input {...control} placeholder={messages.page.subtaskTitle} autoComplete="off" />}
            </Field>
            <SubmitButton variant="secondary" pending={form.pending}>
              {messages.page.addSubtask}
            </SubmitButton>
          </div>
        </form>
      )}
    </Card>
  )
}
