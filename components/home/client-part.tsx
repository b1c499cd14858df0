import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { dayText } from '@/components/shell/day-text'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Progress } from '@/components/ui/progress'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { More, Nothing, type Reader } from './parts'
import { TicketLines } from './tickets-part'

const words = messages.client

/** What a client comes for: how their projects stand, what comes next, what is to pay, their tickets, what was said. */
export function ClientPart({ part, reader }: { part: HomePart<'client'>; reader: Reader }) {
  const { projects, next, tickets, said } = part
  const { org, locale } = reader
  if (projects.length === 0) return null
  return (
    <>
      <section aria-label={words.projects} className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {projects.map((project) => {
          const { todo, inProgress, done } = project.tasks
          const milestone = next.get(project.id)
          const owed = project.budget?.outstanding
          return (
            <article key={project.id} className="relative flex flex-col gap-3 rounded-lg border bg-surface p-4 text-sm">
              <header className="flex items-start justify-between gap-2">
                <Link href={`/${org}/projects/${project.key}`} className="font-semibold text-ink hover:underline">
                  {project.title}
                </Link>
                <ProjectStatusPill status={project.status} />
              </header>
              <Progress
                label={messages.projects.progress}
                value={done}
                max={Math.max(1, todo + inProgress + done)}
                valueText={messages.projects.done(done, todo + inProgress + done)}
              />
              <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
                {milestone && (
                  <>
                    <dt className="text-ink-faint">{words.next}</dt>
                    <dd className="text-ink">
                      {milestone.title}
                      {milestone.dueOn && <span className="text-ink-muted"> · {dayText(milestone.dueOn, locale)}</span>}
                    </dd>
                  </>
                )}
                {owed && (
                  <>
                    <dt className="text-ink-faint">{words.toPay}</dt>
                    <dd className="text-ink tabular-nums">
                      {owed.amount > 0 ? formatMoney(owed, locale) : words.paid}
                    </dd>
                  </>
                )}
              </dl>
              {owed && owed.amount > 0 && (
                <ButtonLink size="sm" href={`/${org}/projects/${project.key}/payments/new`}>
                  {words.pay}
                </ButtonLink>
              )}
            </article>
          )
        })}
      </section>
      {tickets && (
        <Card
          title={messages.tickets.mine}
          flush
          actions={
            <ButtonLink size="sm" href={`/${org}/tickets/new`}>
              {messages.tickets.new}
            </ButtonLink>
          }
        >
          <TicketLines tickets={tickets.items} reader={reader} spoken />
        </Card>
      )}
      <Card title={words.said} actions={<More href={`/${org}/notifications`} />} flush>
        {said.length === 0 ? (
          <Nothing>{words.nothingSaid}</Nothing>
        ) : (
          <ul className="divide-y text-sm">
            {said.map((comment) => (
              <li key={comment.id} className="px-4 py-2.5">
                <p className="break-words text-ink">{comment.text}</p>
                <p className="text-xs text-ink-faint">
                  {comment.author}{' '}
                  <Link href={`/${org}${comment.path}`} className="text-accent-text underline underline-offset-2">
                    {words.on(comment.on)}
                  </Link>{' '}
                  · <RelativeTime value={comment.at} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  )
}
