import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { WhoSees } from '@/components/access/who-sees'
import { AddContactDialog } from '@/components/clients/add-contact-dialog'
import { ClientActivity } from '@/components/clients/client-activity'
import { ContactList } from '@/components/clients/contact-list'
import { DeleteClientButton } from '@/components/clients/delete-client-button'
import { ProjectLines } from '@/components/projects/project-lines'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { clientActivity } from '@/lib/clients/activity'
import { messages } from '@/lib/clients/messages'
import { can } from '@/lib/core/context'
import { showNamed, tenant } from '@/lib/core/tenant'
import { listProjects } from '@/lib/projects/queries'
import { readClient } from './read-client'

type Props = { params: Promise<{ org: string; client: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, client } = await params
  return { title: (await readClient(org, client)).client.name }
}

export default async function ClientPage({ params }: Props) {
  const { org, client: id } = await params
  const ctx = await tenant(org)
  const [{ client }, projects, activity] = await Promise.all([
    readClient(org, id),
    can(ctx, 'projects.projects.view') ? showNamed(listProjects(ctx, { clientId: id, limit: 25 })) : null,
    showNamed(clientActivity(ctx, { client: id, limit: 15 })),
  ])
  const { locale, timeZone } = ctx.organization
  const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone }).format(client.createdAt)

  return (
    <>
      <PageHeader
        title={client.name}
        breadcrumbs={
          <Breadcrumbs items={[{ label: messages.title, href: `/${org}/clients` }, { label: client.name }]} />
        }
        actions={
          <>
            <WhoSees org={org} type="client" id={client.id} seesPeople={can(ctx, 'organization.members.view')} />
            {can(ctx, 'crm.clients.delete') && <DeleteClientButton org={org} client={client} />}
            {client.editable && <ButtonLink href={`/${org}/clients/${client.id}/edit`}>{messages.edit}</ButtonLink>}
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card
          flush
          title={messages.projects}
          actions={
            can(ctx, 'projects.projects.create') && (
              <ButtonLink
                size="sm"
                href={`/${org}/projects/new?client=${client.id}`}
                icon={<Plus aria-hidden className="size-3.5" />}
              >
                {messages.newProject}
              </ButtonLink>
            )
          }
        >
          {projects && projects.items.length > 0 ? (
            <ProjectLines org={org} locale={locale} projects={projects.items} />
          ) : (
            <p className="px-4 py-6 text-sm text-ink-muted">{messages.noProjects}</p>
          )}
          {projects?.nextCursor && (
            <p className="border-t px-4 py-2 text-sm">
              <ButtonLink variant="link" href={`/${org}/projects?client=${client.id}`}>
                {messages.allProjects}
              </ButtonLink>
            </p>
          )}
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card
            title={messages.contacts}
            actions={client.editable && <AddContactDialog org={org} client={client.id} />}
          >
            <ContactList contacts={client.contacts} />
          </Card>
          <Card title={messages.details}>
            <DescriptionList
              items={[
                { label: messages.table.owner, value: client.owner.name },
                {
                  label: messages.fields.website,
                  value: client.website && (
                    <a
                      href={client.website}
                      rel="noopener noreferrer nofollow"
                      target="_blank"
                      className="break-all text-accent-text hover:underline"
                    >
                      {client.website.replace(/^https?:\/\//, '')}
                    </a>
                  ),
                },
                { label: messages.since, value: since },
                {
                  label: messages.fields.notes,
                  value: client.notes && <span className="whitespace-pre-wrap">{client.notes}</span>,
                },
              ]}
            />
          </Card>
          <Card title={messages.activity} flush>
            <ClientActivity org={org} client={client.id} page={activity} locale={locale} timeZone={timeZone} />
          </Card>
        </div>
      </div>
    </>
  )
}
