import { FolderKanban, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { ProjectTable } from '@/components/projects/project-table'
import { todayIn } from '@/components/shell/day-text'
import { LinkChoices } from '@/components/shell/link-choices'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterChips, Toolbar } from '@/components/ui/toolbar'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { messages, statusWords } from '@/lib/projects/messages'
import { countProjects, isUuid, listProjects } from '@/lib/projects/queries'
import { projectStatuses } from '@/lib/projects/schema'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

export const metadata: Metadata = { title: messages.title }

const addressOf = (path: string, parts: Record<string, string | undefined>) => {
  const search = new URLSearchParams(Object.entries(parts).filter((part): part is [string, string] => !!part[1]))
  return search.size > 0 ? `${path}?${search}` : path
}

export default async function ProjectsPage({ params, searchParams }: Props) {
  const { org } = await params
  const asked = await searchParams
  const one = (name: string) => [asked[name]].flat()[0]
  // what an address cannot mean is left out, so that an old link still shows a list
  const status = projectStatuses.find((known) => known === one('status'))
  const client = [one('client')].find((id): id is string => !!id && isUuid(id))
  const owing = one('owing') === 'true' ? 'true' : undefined
  const q = one('q')?.trim().slice(0, 100) || undefined
  const ctx = await tenant(org)
  const [page, counts] = await Promise.all([
    show(listProjects(ctx, { q, status, clientId: client, owing: owing && true })),
    show(countProjects(ctx, {})),
  ])
  const { locale, timeZone } = ctx.organization
  const here = `/${org}/projects`
  const filtered = !!(q || status || client || owing)
  const create = can(ctx, 'projects.projects.create') && (
    <ButtonLink href={`${here}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {messages.new}
    </ButtonLink>
  )
  const none = can(ctx, 'organization.members.view') ? messages.empty.none : messages.empty.client

  return (
    <>
      <PageHeader
        title={messages.title}
        actions={
          <>
            <ExportMenu org={org} list="projects" filters={{ q, status, clientId: client, owing }} />
            {create}
          </>
        }
      />
      <Toolbar>
        <ListSearch label={messages.search} path={here} value={q ?? ''} keep={{ status, client, owing }} />
        <LinkChoices
          label={messages.filter}
          choices={[
            { href: addressOf(here, { q, client, owing }), label: messages.all, current: !status },
            ...projectStatuses
              .filter((known) => counts[known] || known === status)
              .map((known) => ({
                href: addressOf(here, { q, client, owing, status: known }),
                label: statusWords[known],
                count: counts[known] ?? 0,
                current: known === status,
              })),
          ]}
        />
      </Toolbar>
      {(client || owing) && (
        <FilterChips
          chips={[
            ...(client
              ? [
                  {
                    label: messages.ofClient,
                    value: page.items[0]?.client.name ?? '…',
                    removeHref: addressOf(here, { q, status, owing }),
                  },
                ]
              : []),
            ...(owing
              ? [
                  {
                    label: messages.table.money,
                    value: messages.owing,
                    removeHref: addressOf(here, { q, status, client }),
                  },
                ]
              : []),
          ]}
          clearHref={here}
        />
      )}
      <Card flush>
        {page.items.length > 0 ? (
          <ProjectTable
            org={org}
            page={page}
            path={addressOf(`${org}/projects`, { q, status, clientId: client, owing })}
            locale={locale}
            today={todayIn(timeZone)}
          />
        ) : filtered ? (
          <EmptyState {...messages.nothing} action={<ButtonLink href={here}>{messages.clearFilters}</ButtonLink>} />
        ) : (
          <EmptyState
            icon={<FolderKanban />}
            title={messages.empty.title}
            description={create ? messages.empty.description : none}
            action={create}
          />
        )}
      </Card>
    </>
  )
}
