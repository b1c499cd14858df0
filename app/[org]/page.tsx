import type { Metadata } from 'next'
import { ClientPart } from '@/components/home/client-part'
import { DeveloperPart } from '@/components/home/developer-part'
import { FirstSteps } from '@/components/home/first-steps'
import { ManagerPart } from '@/components/home/manager-part'
import { OrganizationPart } from '@/components/home/organization-part'
import { VerifierPart } from '@/components/home/payments-part'
import { ProjectsPart } from '@/components/home/projects-part'
import { SalesPart } from '@/components/home/sales-part'
import { SupportPart } from '@/components/home/tickets-part'
import { todayIn } from '@/components/shell/day-text'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { arrive, show } from '@/lib/core/tenant'
import { messages } from '@/lib/home/messages'
import { homePage } from '@/lib/home/page'
import { messages as shell } from '@/lib/shell/messages'
import { messages as walks } from '@/lib/walks/messages'

export const metadata: Metadata = { title: shell.rooms.home }

/** Everybody lands on their own work, in the order in which it presses. */
export default async function HomePage({ params, searchParams }: PageProps<'/[org]'>) {
  const { org } = await params
  const walkOver = (await searchParams).walk === 'over'
  const { ctx, person } = await arrive(org)
  const home = await show(homePage(ctx, {}))
  const { locale } = ctx.organization
  const reader = { org, locale, timeZone: person.timeZone, today: todayIn(person.timeZone) }
  const empty = Object.keys(home).length === 0 || home.client?.projects.length === 0

  return (
    <>
      <PageHeader
        title={messages.hello(person.name.split(' ')[0] ?? person.name)}
        description={ctx.organization.name}
      />
      <div className="flex flex-col gap-6">
        {walkOver && (
          <p role="status" className="rounded-lg border border-info-line bg-info-soft p-3 text-sm text-info-text">
            {walks.over}
          </p>
        )}
        {empty && <EmptyState title={messages.nothing} description={messages.nothingText} />}
        {home.organization?.steps && <FirstSteps org={org} steps={home.organization.steps} />}
        {home.organization && <OrganizationPart part={home.organization} reader={reader} />}
        {home.client && <ClientPart part={home.client} reader={reader} />}
        {home.verifier && <VerifierPart part={home.verifier} reader={reader} />}
        {home.support && <SupportPart part={home.support} reader={reader} />}
        {home.manager && <ManagerPart part={home.manager} reader={reader} />}
        {home.developer && !(home.organization && home.developer.tasks.length === 0) && (
          <DeveloperPart part={home.developer} reader={reader} />
        )}
        {home.sales && <SalesPart part={home.sales} reader={reader} />}
        {home.member && (
          <ProjectsPart title={messages.projects.title} projects={home.member.projects.items} reader={reader} />
        )}
      </div>
    </>
  )
}
