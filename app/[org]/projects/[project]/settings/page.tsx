import type { Metadata } from 'next'
import { DeleteProjectButton } from '@/components/projects/delete-project-button'
import { EditProjectForm } from '@/components/projects/edit-project-form'
import { Card } from '@/components/ui/card'
import { forbidden } from '@/lib/core/errors'
import { refuse } from '@/lib/core/tenant'
import { messages } from '@/lib/projects/messages'
import { colleagueChoices, currencyChoices } from '../../form-choices'
import { readProject } from '../read-project'
import { startingMoney } from './starting-money'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.settings.title }

export default async function ProjectSettingsPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  if (!project.may.edit && !project.may.delete)
    refuse(forbidden('projects.projects.edit'), { type: 'project', id: project.id })
  const colleagues = await colleagueChoices(ctx)
  const { locale, requiredShareBp } = ctx.organization
  const { id, key, title, description, startsOn, dueOn, people, version } = project

  return (
    <div className="flex flex-col gap-8">
      {project.may.edit && (
        <EditProjectForm
          org={org}
          project={{ id, key, title, description, startsOn, dueOn, people, version }}
          money={project.budget && startingMoney(project.budget, requiredShareBp)}
          colleagues={colleagues}
          currencies={currencyChoices(locale)}
          organizationShare={requiredShareBp / 100}
          locale={locale}
        />
      )}
      {project.may.delete && (
        <Card title={messages.settings.danger} className="max-w-2xl border-danger-line">
          <p className="mb-3 text-sm text-ink-muted">{messages.settings.deleteText}</p>
          <DeleteProjectButton org={org} project={{ id, key }} />
        </Card>
      )}
    </div>
  )
}
