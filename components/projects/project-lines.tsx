import { dayText } from '@/components/shell/day-text'
import { Link } from '@/components/ui/link'
import type { Project } from '@/lib/projects/show'
import { ProjectStatusPill } from './project-status-pill'

type Line = Pick<Project, 'id' | 'key' | 'title' | 'status' | 'dueOn'>

/** Projects as short lines, for a page about something else. */
export function ProjectLines({ org, locale, projects }: { org: string; locale: string; projects: readonly Line[] }) {
  return (
    <ul className="divide-y">
      {projects.map((project) => (
        <li key={project.id} className="relative flex items-center gap-3 px-4 py-2.5 text-sm hover:bg-hover">
          <span className="min-w-0 flex-1">
            <Link
              href={`/${org}/projects/${project.key}`}
              className="font-medium text-ink outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-text"
            >
              <span className="mr-1 font-mono text-xs text-ink-faint">{project.key}</span>{' '}
              <span className="break-words">{project.title}</span>
            </Link>
          </span>
          {project.dueOn && (
            <span className="text-xs whitespace-nowrap text-ink-faint tabular-nums max-sm:hidden">
              {dayText(project.dueOn, locale)}
            </span>
          )}
          <ProjectStatusPill status={project.status} />
        </li>
      ))}
    </ul>
  )
}
