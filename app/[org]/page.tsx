import type { Metadata } from 'next'
import { MyTasks, PaymentStats, ProjectList, WaitingPayments } from '@/components/home/home-cards'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/core/context'
import { refuse, show, visit } from '@/lib/core/tenant'
import { messages } from '@/lib/home/messages'
import { homePage } from '@/lib/home/page'
import { messages as shell } from '@/lib/shell/messages'

export const metadata: Metadata = { title: shell.rooms.home }

/** Everybody lands on their own work, in the order in which it presses. */
export default async function HomePage({ params }: PageProps<'/[org]'>) {
  const { org } = await params
  const { ctx, person } = await visit(org).catch(refuse)
  const home = await show(homePage(ctx, {}))
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: person.timeZone }).format(new Date())
  const reader = { org, locale: ctx.organization.locale, today }
  const verifies = can(ctx, 'finance.payments.verify')
  const empty = !home.totals && !home.tasks && !home.projects

  return (
    <>
      <PageHeader
        title={messages.hello(person.name.split(' ')[0] ?? person.name)}
        description={ctx.organization.name}
      />
      <div className="flex flex-col gap-6">
        {empty && <EmptyState title={messages.nothing} description={messages.nothingText} />}
        {home.totals && home.totals.length > 0 && (
          <PaymentStats totals={home.totals} verifies={verifies} reader={reader} />
        )}
        {home.queue && verifies && <WaitingPayments queue={home.queue} reader={reader} />}
        {home.tasks && <MyTasks tasks={home.tasks} reader={reader} />}
        {home.projects && <ProjectList projects={home.projects} reader={reader} />}
      </div>
    </>
  )
}
