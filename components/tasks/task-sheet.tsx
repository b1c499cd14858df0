'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { whoGives } from '@/components/access/toast-problem'
import { WhoSees } from '@/components/access/who-sees'
import { Card } from '@/components/ui/card'
import { messages } from '@/lib/tasks/messages'
import type { Task } from '@/lib/tasks/queries'
import { DeleteTask } from './delete-task'
import { Notice } from './notice'
import { TaskFacts, TaskValues } from './task-facts'
import { TaskFields } from './task-fields'
import { TaskText } from './task-text'
import { useTaskEdit } from './use-task-edit'

const ConflictDialog = dynamic(() => import('./conflict-dialog'), { ssr: false })

export type TaskSheetProps = {
  org: string
  task: Task
  /** the description as HTML made by the server */
  description: ReactNode
  /** below the fields: what it waits for, who watches */
  aside: ReactNode
  /** checklist, sub-tasks, comments, activity */
  children: ReactNode
  seesPeople: boolean
  seesPayments: boolean
  today: string
  locale: string
  timeZone: string
}

/** One task: its text and what follows at the start, its fields at the end. */
export function TaskSheet({ org, task, description, aside, children, seesPayments, ...reader }: TaskSheetProps) {
  const { save, pending, problem, clearProblem, conflict, setConflict } = useTaskEdit(org, task)
  const [settled, setSettled] = useState(0)
  const end = () => {
    setConflict(null)
    setSettled((count) => count + 1)
  }
  const gate = problem?.code === 'PAYMENT_REQUIRED'
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        {problem && !problem.errors?.length && (
          <Notice
            tone="refusal"
            action={whoGives(problem, { org, type: 'task', id: task.id })}
            onClose={clearProblem}
            link={
              gate && seesPayments
                ? { href: `/${org}/projects/${task.project.key}/payments`, label: messages.board.payments }
                : undefined
            }
          >
            {gate ? messages.board.lockedMove(task.key) : problem.message}
          </Notice>
        )}
        <TaskText
          task={task}
          onSave={save}
          pending={pending}
          settled={settled}
          actions={
            <>
              <WhoSees org={org} type="task" id={task.id} seesPeople={reader.seesPeople} />
              {task.may.delete && <DeleteTask org={org} task={task} />}
            </>
          }
        >
          {description}
        </TaskText>
        {children}
      </div>
      <aside aria-label={messages.page.details} className="flex flex-col gap-4">
        <Card title={messages.page.details} className="overflow-visible!">
          {task.may.edit ? <TaskFields org={org} task={task} onSave={save} /> : <TaskValues task={task} {...reader} />}
        </Card>
        {aside}
        <div className="px-4">
          <TaskFacts task={task} {...reader} />
        </div>
      </aside>
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          pending={pending}
          onGoOn={() => setConflict(null)}
          onTakeTheirs={end}
          onKeepMine={async () => {
            const outcome = await save(conflict.mine, conflict.theirs)
            if (outcome.saved) end()
          }}
        />
      )}
    </div>
  )
}
