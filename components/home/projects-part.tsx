import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { Table } from '@/components/ui/table'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { More, Nothing, type Reader } from './parts'

type Props = { title: string; projects: HomePart<'member'>['projects']['items']; reader: Reader }
const words = messages.projects

/** Projects with their pulse, the latest change first. */
export function ProjectsPart({ title, projects, reader }: Props) {
  return (
    <Card title={title} actions={<More href={`/${reader.org}/projects`} />} flush>
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
                  <span className="mr-1 font-mono text-xs text-ink-faint">{project.key}</span> {project.title}
                </>
              ),
            },
            { id: 'client', header: words.client, wideOnly: true, cell: (project) => project.client.name },
            {
              id: 'status',
              header: words.status,
              width: '11rem',
              cell: (project) => <ProjectStatusPill status={project.status} />,
            },
            {
              id: 'progress',
              header: words.progress,
              width: '10rem',
              cell: ({ title: name, tasks: { todo, inProgress, done } }) => (
                <Progress
                  hideLabel
                  label={words.progressOf(name)}
                  value={done}
                  max={Math.max(1, todo + inProgress + done)}
                  valueText={words.done(done, todo + inProgress + done)}
                />
              ),
            },
          ]}
        />
      )}
    </Card>
  )
}
