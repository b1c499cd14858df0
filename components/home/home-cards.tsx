import type { ReactNode } from 'react'
import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { DueMark, PriorityMark, TaskStatusPill } from '@/components/tasks/task-marks'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, StatRow } from '@/components/ui/stat'
import { Table } from '@/components/ui/table'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/home/messages'
import type { Home } from '@/lib/home/page'

type Reader = { org: string; locale: string; today: string }

const More = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} className="text-sm text-accent-text hover:underline">
    {children}
  </Link>
)
const Nothing = ({ children }: { children: ReactNode }) => (
  <p className="px-4 py-4 text-sm text-ink-muted">{children}</p>
)

/** What waits to be verified and what was verified this month, per currency. */
export function PaymentStats({
  totals,
  verifies,
  reader,
}: {
  totals: NonNullable<Home['totals']>
  verifies: boolean
  reader: Reader
}) {
  const words = messages.payments
  return (
    <StatRow>
      {totals.flatMap(({ currency, pending, pendingMinor, verifiedMonthMinor, decidedToday, oldest }) => [
        <Stat
          key={`${currency} waiting`}
          label={verifies ? words.waiting : words.waitingOwn}
          value={formatMoney({ amount: pendingMinor, currency }, reader.locale)}
          hint={oldest ? <RelativeTime value={new Date(oldest).toISOString()} /> : words.none}
          href={`/${reader.org}/payments`}
          tone={pending > 0 && verifies ? 'warning' : 'default'}
        />,
        <Stat
          key={`${currency} verified`}
          label={words.verifiedMonth}
          value={formatMoney({ amount: verifiedMonthMinor, currency }, reader.locale)}
          href={`/${reader.org}/payments?status=VERIFIED`}
        />,
        ...(verifies ? [<Stat key={`${currency} decided`} label={words.decidedToday} value={decidedToday} />] : []),
      ])}
    </StatRow>
  )
}

export function WaitingPayments({ queue, reader }: { queue: NonNullable<Home['queue']>; reader: Reader }) {
  const words = messages.payments
  return (
    <Card title={words.title} actions={<More href={`/${reader.org}/payments`}>{words.all}</More>} flush>
      {queue.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.caption}
          rows={queue}
          rowKey={(payment) => payment.id}
          rowHref={(payment) => `/${reader.org}/payments?payment=${payment.id}`}
          columns={[
            {
              id: 'project',
              header: words.project,
              cell: (payment) => `${payment.project.key} ${payment.project.title}`,
            },
            {
              id: 'amount',
              header: words.amount,
              align: 'end',
              cell: (payment) => formatMoney(payment.amount, reader.locale),
            },
            {
              id: 'recorded',
              header: words.recorded,
              cell: (payment) => <RelativeTime value={payment.createdAt.toISOString()} />,
            },
          ]}
        />
      )}
    </Card>
  )
}

export function MyTasks({ tasks, reader }: { tasks: NonNullable<Home['tasks']>; reader: Reader }) {
  const words = messages.tasks
  return (
    <Card title={words.title} actions={<More href={`/${reader.org}/my-work`}>{words.all}</More>} flush>
      {tasks.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.caption}
          rows={tasks}
          rowKey={(task) => task.id}
          rowHref={(task) => `/${reader.org}/tasks/${task.key}`}
          columns={[
            {
              id: 'task',
              header: words.task,
              cell: (task) => (
                <span className="inline-flex items-center gap-2">
                  <PriorityMark priority={task.priority} />
                  <span className="font-mono text-xs text-ink-faint">{task.key}</span>
                  <span>{task.title}</span>
                </span>
              ),
            },
            {
              id: 'due',
              header: words.due,
              width: '9rem',
              cell: (task) => (
                <DueMark dueOn={task.dueOn} status={task.status} today={reader.today} locale={reader.locale} />
              ),
            },
            {
              id: 'status',
              header: words.status,
              width: '9rem',
              cell: (task) => <TaskStatusPill status={task.status} />,
            },
          ]}
        />
      )}
    </Card>
  )
}

export function ProjectList({ projects, reader }: { projects: NonNullable<Home['projects']>; reader: Reader }) {
  const words = messages.projects
  return (
    <Card title={words.title} actions={<More href={`/${reader.org}/projects`}>{words.all}</More>} flush>
      {projects.length === 0 ? (
        <Nothing>{words.none}</Nothing>
      ) : (
        <Table
          caption={words.caption}
          rows={projects}
          rowKey={(project) => project.id}
          rowHref={(project) => `/${reader.org}/projects/${project.key}`}
          columns={[
            {
              id: 'project',
              header: words.project,
              cell: (project) => (
                <>
                  <span className="mr-2 font-mono text-xs text-ink-faint">{project.key}</span>
                  {project.title}
                </>
              ),
            },
            { id: 'client', header: words.client, cell: (project) => project.client.name },
            {
              id: 'status',
              header: words.status,
              width: '10rem',
              cell: (project) => <ProjectStatusPill status={project.status} />,
            },
            {
              id: 'progress',
              header: words.progress,
              width: '8rem',
              cell: ({ tasks: { todo, inProgress, done } }) => words.done(done, todo + inProgress + done),
            },
          ]}
        />
      )}
    </Card>
  )
}
