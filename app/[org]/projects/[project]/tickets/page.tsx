import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { readTickets, type TicketQuery } from '@/app/[org]/tickets/read-tickets'
import { TicketsView } from '@/components/tickets/tickets-view'
import { ButtonLink } from '@/components/ui/button'
import { can } from '@/lib/core/context'
import { speaksForTeam } from '@/lib/tickets/find'
import { messages } from '@/lib/tickets/messages'
import { readProject } from '../read-project'

type Props = { params: Promise<{ org: string; project: string }>; searchParams: Promise<TicketQuery> }

export const metadata: Metadata = { title: messages.title }

export default async function ProjectTicketsPage({ params, searchParams }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  const tickets = await readTickets(ctx, await searchParams, project.key)
  const { locale, timeZone } = ctx.organization
  const newHref =
    can(ctx, 'support.tickets.create') && project.unlocked ? `/${org}/tickets/new?project=${project.key}` : null

  return (
    <>
      {newHref && (
        <div className="mb-3 flex justify-end">
          <ButtonLink href={newHref} icon={<Plus aria-hidden className="size-4" />}>
            {messages.new.button}
          </ButtonLink>
        </div>
      )}
      <TicketsView
        org={org}
        here={`/${org}/projects/${reference}/tickets`}
        tickets={tickets}
        newHref={newHref}
        team={speaksForTeam(ctx)}
        oneProject
        locale={locale}
        timeZone={timeZone}
      />
    </>
  )
}
