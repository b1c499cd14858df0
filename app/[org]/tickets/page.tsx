import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { TicketsView } from '@/components/tickets/tickets-view'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { tenant } from '@/lib/core/tenant'
import { speaksForTeam } from '@/lib/tickets/find'
import { messages } from '@/lib/tickets/messages'
import { readTickets, type TicketQuery } from './read-tickets'

type Props = { params: Promise<{ org: string }>; searchParams: Promise<TicketQuery> }

export const metadata: Metadata = { title: messages.title }

export default async function TicketsPage({ params, searchParams }: Props) {
  const { org } = await params
  const ctx = await tenant(org)
  const tickets = await readTickets(ctx, await searchParams)
  const { limit: _, ...filters } = Object.fromEntries(new URLSearchParams(tickets.path.split('?')[1]))
  const { locale, timeZone } = ctx.organization
  const team = speaksForTeam(ctx)
  const newHref = can(ctx, 'support.tickets.create') ? `/${org}/tickets/new` : null

  return (
    <>
      <PageHeader
        title={messages.title}
        description={team ? messages.description : messages.clientDescription}
        actions={
          <>
            <ExportMenu org={org} list="tickets" filters={filters} />
            {newHref && (
              <ButtonLink variant="primary" href={newHref} icon={<Plus aria-hidden className="size-4" />}>
                {messages.new.button}
              </ButtonLink>
            )}
          </>
        }
      />
      <TicketsView
        org={org}
        here={`/${org}/tickets`}
        tickets={tickets}
        newHref={newHref}
        team={team}
        locale={locale}
        timeZone={timeZone}
      />
    </>
  )
}
