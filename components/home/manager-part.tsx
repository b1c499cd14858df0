import { RiskPill } from '@/components/projects/health-cards'
import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Progress } from '@/components/ui/progress'
import { Badge } from '@/components/ui/status-pill'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { Bars, More, Nothing, type Reader } from './parts'

type Row = HomePart<'manager'>['projects'][number]
const words = messages.projects

const Count = ({ value, href, label }: { value: number; href: string; label: string }) =>
  value === 0 ? (
    <span className="text-ink-faint">0</span>
  ) : (
    <Link href={href} aria-label={label} className="relative font-medium text-warning-text hover:underline">
      {value}
    </Link>
  )

/** The project manager's day: how each project is, what nobody has, what is overdue, and who has how much. */
export function ManagerPart({ part, reader }: { part: HomePart<'manager'>; reader: Reader }) {
  const { projects, load } = part
  const { org } = reader
  const tasks = (project: Row, query: string) => `/${org}/projects/${project.key}/tasks?${query}`
  const people = load?.people.filter(({ soon, overdue }) => soon > 0 || overdue > 0).slice(0, 8) ?? []
  return (
    <>
      <Card title={words.mine} actions={<More href={`/${org}/projects`} />} flush>
        {projects.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <Table
            caption={words.mine}
            rows={projects}
            rowKey={(project) => project.id}
            columns={[
              {
                id: 'project',
                header: words.project,
                cell: (project) => (
                  <span className="inline-flex min-w-0 flex-wrap items-center gap-2">
                    <Link
                      href={`/${org}/projects/${project.key}`}
                      className="min-w-0 truncate text-ink hover:underline"
                    >
                      <span className="mr-1 font-mono text-xs text-ink-faint">{project.key}</span> {project.title}
                    </Link>
                    {project.unlockedLately && <Badge tone="success">{words.unlocked}</Badge>}
                  </span>
                ),
              },
              {
                id: 'progress',
                header: words.progress,
                width: '10rem',
                cell: ({ title, progress }) => (
                  <Progress
                    hideLabel
                    label={words.progressOf(title)}
                    value={progress.share}
                    max={1}
                    valueText={words.done(progress.done, progress.total)}
                  />
                ),
              },
              {
                id: 'risk',
                header: words.risk,
                width: '9rem',
                cell: ({ risk, status }) => (risk ? <RiskPill risk={risk} /> : <ProjectStatusPill status={status} />),
              },
              {
                id: 'unassigned',
                header: words.unassigned,
                align: 'end',
                width: '7rem',
                cell: (project) => (
                  <Count
                    value={project.unassigned}
                    href={tasks(project, 'assignee=none')}
                    label={`${words.unassigned}: ${project.unassigned}, ${project.key}`}
                  />
                ),
              },
              {
                id: 'overdue',
                header: words.overdue,
                align: 'end',
                width: '6rem',
                cell: (project) => (
                  <Count
                    value={project.progress.overdue}
                    href={tasks(project, 'due=overdue')}
                    label={`${words.overdue}: ${project.progress.overdue}, ${project.key}`}
                  />
                ),
              },
            ]}
          />
        )}
      </Card>
      {load && (
        <Card title={messages.load.title}>
          {people.length === 0 ? (
            <p className="text-sm text-ink-muted">{messages.load.none}</p>
          ) : (
            <Bars
              label={messages.load.title}
              bars={people.map(({ id, name, soon, overdue }) => ({
                id,
                label: name,
                value: soon,
                text: messages.load.said(soon, overdue),
                tone: overdue > 0 ? 'warning' : 'accent',
              }))}
            />
          )}
        </Card>
      )}
    </>
  )
}
