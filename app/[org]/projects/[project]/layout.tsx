import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { WhoSees } from '@/components/access/who-sees'
import { ProjectStatusPill } from '@/components/projects/project-status-pill'
import { RefreshOnEvent } from '@/components/projects/refresh-on-event'
import { StatusMenu } from '@/components/projects/status-menu'
import { WatchButtons } from '@/components/subscriptions/watch-buttons'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ButtonLink } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { can } from '@/lib/core/context'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/projects/messages'
import { readProject } from './read-project'

type Props = { params: Promise<{ org: string; project: string }>; children: ReactNode }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  return { title: { default: project.title, template: `%s · ${project.key} · ${ctx.organization.name}` } }
}

export default async function ProjectLayout({ params, children }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  // relative to the address one came by, or the tabs of a project opened by its id would not know where one is
  const base = `/${org}/projects/${reference}`
  const { tabs } = messages
  const tab = (shown: unknown, path: string, label: string) => (shown ? [{ href: `${base}${path}`, label }] : [])
  const channel = can(ctx, 'tasks.comments.view_internal') ? projectChannel : sharedChannel

  return (
    <>
      <RefreshOnEvent channel={channel(ctx.organization.id, project.id)} kinds={['project', 'payment']} />
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/projects` }, { label: project.key }]} />
        }
        title={
          <>
            <span className="mr-1 font-mono text-md font-medium text-ink-faint">{project.key}</span> {project.title}
          </>
        }
        status={<ProjectStatusPill status={project.status} />}
        description={
          can(ctx, 'crm.clients.view') ? (
            <Link href={`/${org}/clients/${project.client.id}`} className="hover:text-ink hover:underline">
              {project.client.name}
            </Link>
          ) : (
            project.client.name
          )
        }
        actions={
          <>
            <WhoSees org={org} type="project" id={project.id} seesPeople={can(ctx, 'organization.members.view')} />
            <WatchButtons org={org} subject={{ project: project.id }} mode={project.subscription} />
            {(project.may.edit || project.may.delete) && (
              <ButtonLink href={`${base}/settings`}>{messages.edit}</ButtonLink>
            )}
            {project.may.status && <StatusMenu org={org} project={project} seesPayments={project.budget !== null} />}
          </>
        }
        tabs={
          <Tabs
            tabs={[
              { href: base, label: tabs.overview, exact: true },
              ...tab(can(ctx, 'tasks.tasks.view'), '/board', tabs.board),
              ...tab(can(ctx, 'tasks.tasks.view'), '/tasks', tabs.tasks),
              ...tab(can(ctx, 'tasks.tasks.view'), '/timeline', tabs.timeline),
              ...tab(true, '/conversation', tabs.conversation),
              ...tab(true, '/files', tabs.files),
              ...tab(project.unlocked && can(ctx, 'support.tickets.view'), '/tickets', tabs.tickets),
              ...tab(project.budget || project.may.recordPayment, '/payments', tabs.payments),
              ...tab(project.may.edit, '/imports', tabs.imports),
              ...tab(can(ctx, 'organization.audit.view'), '/history', tabs.history),
            ]}
          />
        }
      />
      {children}
    </>
  )
}
