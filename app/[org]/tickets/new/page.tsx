import { FolderKanban } from 'lucide-react'
import type { Metadata } from 'next'
import { NewTicketForm } from '@/components/tickets/new-ticket-form'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { forbidden } from '@/lib/core/errors'
import { refuse, show, tenant } from '@/lib/core/tenant'
import { listProjects } from '@/lib/projects/queries'
import { messages } from '@/lib/tickets/messages'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ project?: string | string[] }> }

export const metadata: Metadata = { title: messages.new.title }

export default async function NewTicketPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  if (!can(ctx, 'support.tickets.create')) refuse(forbidden('support.tickets.create'))
  const { items } = await show(listProjects(ctx, { limit: 100 }))
  // Before work may start there is nothing to support.
  const projects = items
    .filter(({ unlocked, status }) => unlocked && status !== 'CANCELLED')
    .map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))
  const asked = [(await searchParams).project].flat()[0]?.toUpperCase()
  const chosen = projects.find(({ value }) => value === asked) ?? (projects.length === 1 ? projects[0] : undefined)

  return (
    <>
      <PageHeader
        title={messages.new.title}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/tickets` }, { label: messages.new.title }]} />
        }
      />
      {projects.length > 0 ? (
        <NewTicketForm org={org} projects={projects} project={chosen?.value ?? ''} />
      ) : (
        <Card>
          <EmptyState
            icon={<FolderKanban />}
            title={messages.new.noProjectTitle}
            description={messages.new.noProject}
            action={<ButtonLink href={`/${org}/projects`}>{messages.new.projects}</ButtonLink>}
          />
        </Card>
      )}
    </>
  )
}
