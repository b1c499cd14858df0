import { Handshake, Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { LeadTable } from '@/components/leads/lead-table'
import { PipelineBoard } from '@/components/leads/pipeline-board'
import { todayIn } from '@/components/shell/day-text'
import { LinkChoices } from '@/components/shell/link-choices'
import { ListSearch } from '@/components/shell/list-search'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Toolbar } from '@/components/ui/toolbar'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { messages } from '@/lib/leads/messages'
import { leadPipeline, listLeads } from '@/lib/leads/queries'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<{ show?: string; q?: string }> }

export const metadata: Metadata = { title: messages.title }

const views = ['open', 'due', 'WON', 'LOST'] as const

export default async function LeadsPage({ params, searchParams }: Props) {
  const { org } = await params
  const asked = await searchParams
  const view = views.find((known) => known === asked.show) ?? 'open'
  const q = [asked.q].flat()[0]?.trim().slice(0, 100) || undefined
  const ctx = await tenant(org)
  const filter = view === 'due' ? { due: 'now' as const } : view === 'open' ? {} : { stage: view }
  const asBoard = view === 'open' && !q
  const [pipeline, page] = await show(
    Promise.all([leadPipeline(ctx, {}), listLeads(ctx, { ...filter, q, limit: asBoard ? 100 : 50 })]),
  )
  const { locale, timeZone } = ctx.organization
  const here = `/${org}/leads`
  const reader = { org, locale, today: todayIn(timeZone) }
  const search = new URLSearchParams(Object.entries({ ...filter, ...(q && { q }) }))
  const create = can(ctx, 'crm.leads.create') && (
    <ButtonLink href={`${here}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {messages.new}
    </ButtonLink>
  )
  const counts = { open: pipeline.stages.reduce((sum, { count }) => sum + count, 0), due: pipeline.due }

  return (
    <>
      <PageHeader
        title={messages.title}
        actions={
          <>
            <ExportMenu org={org} list="leads" filters={{ ...filter, q }} />
            {create}
          </>
        }
      />
      <Toolbar>
        <ListSearch label={messages.search} path={here} value={q ?? ''} keep={{ show: asked.show }} />
        <LinkChoices
          label={messages.filters}
          choices={views.map((name) => ({
            href: name === 'open' ? here : `${here}?show=${name}`,
            label: messages.filter[name],
            count: name === 'open' || name === 'due' ? counts[name] : undefined,
            current: name === view,
          }))}
        />
      </Toolbar>
      {asBoard && counts.open > 0 ? (
        <PipelineBoard {...reader} pipeline={pipeline} leads={page.items} />
      ) : (
        <Card flush>
          {page.items.length > 0 ? (
            <LeadTable {...reader} page={page} path={`${org}/leads${search.size > 0 ? `?${search}` : ''}`} />
          ) : asBoard ? (
            <EmptyState
              icon={<Handshake />}
              title={messages.empty.title}
              description={create ? messages.empty.description : messages.empty.none}
              action={create}
            />
          ) : (
            <EmptyState {...messages.nothing} action={<ButtonLink href={here}>{messages.clear}</ButtonLink>} />
          )}
        </Card>
      )}
    </>
  )
}
