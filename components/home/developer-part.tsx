import { DueMark, PriorityMark, TaskStatusPill } from '@/components/tasks/task-marks'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Table } from '@/components/ui/table'
import { eventWords } from '@/lib/audit/messages'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { Columns, More, Nothing, type Reader } from './parts'

const words = messages.tasks

/** The developer's day: own tasks by due date, who waits for an answer, and what others changed since yesterday. */
export function DeveloperPart({ part, reader }: { part: HomePart<'developer'>; reader: Reader }) {
  const { tasks, changed, mentions } = part
  const { org } = reader
  return (
    <>
      <Card title={words.title} actions={<More href={`/${org}/my-work`} />} flush>
        {tasks.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <Table
            caption={words.caption}
            rows={tasks}
            rowKey={(task) => task.id}
            rowHref={(task) => `/${org}/tasks/${task.key}`}
            columns={[
              {
                id: 'task',
                header: words.task,
                cell: (task) => (
                  <span className="inline-flex min-w-0 items-center gap-2">
                    <PriorityMark priority={task.priority} />
                    <span className="font-mono text-xs text-ink-faint">{task.key}</span>
                    <span className="truncate">{task.title}</span>
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
      <Columns>
        <Card title={words.mentions} flush>
          {mentions.length === 0 ? (
            <Nothing>{words.noMention}</Nothing>
          ) : (
            <ul className="divide-y text-sm">
              {mentions.map((mention) => (
                <li key={mention.id} className="flex items-baseline justify-between gap-3 px-4 py-2.5">
                  <Link href={`/${org}/tasks/${mention.key}`} className="min-w-0 truncate text-ink hover:underline">
                    <span className="mr-1 font-mono text-xs text-ink-faint">{mention.key}</span> {mention.title}
                  </Link>
                  <span className="shrink-0 text-xs text-ink-faint">
                    <RelativeTime value={mention.at} />
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={words.changed} flush>
          {changed.length === 0 ? (
            <Nothing>{words.noChange}</Nothing>
          ) : (
            <ul className="divide-y text-sm">
              {changed.map((change) => (
                <li key={change.id} className="px-4 py-2.5">
                  <Link href={`/${org}/tasks/${change.key}`} className="block truncate text-ink hover:underline">
                    <span className="mr-1 font-mono text-xs text-ink-faint">{change.key}</span> {change.title}
                  </Link>
                  <p className="text-xs text-ink-faint">
                    {[eventWords[change.event], change.by].filter(Boolean).join(' · ')} ·{' '}
                    <RelativeTime value={change.at} />
                  </p>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </Columns>
    </>
  )
}
