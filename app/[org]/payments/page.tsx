import type { Metadata } from 'next'
import { ExportMenu } from '@/components/exports/export-menu'
import { PaymentQueue } from '@/components/payments/payment-queue'
import { QueueSums } from '@/components/payments/queue-sums'
import { LinkChoices } from '@/components/shell/link-choices'
import { PageHeader } from '@/components/ui/page-header'
import { Toolbar } from '@/components/ui/toolbar'
import { can } from '@/lib/core/context'
import { show, tenant } from '@/lib/core/tenant'
import { projectChannel, sharedChannel } from '@/lib/notifications/channels'
import { messages } from '@/lib/payments/messages'
import { getPayment, listPayments, paymentTotals } from '@/lib/payments/queries'
import { paymentStatuses } from '@/lib/payments/schema'

type Props = {
  params: Promise<{ org: string }>
  searchParams: Promise<{ status?: string; payment?: string }>
}

export const metadata: Metadata = { title: messages.title }

const tabs = { PENDING: messages.queue.waiting, VERIFIED: messages.queue.verified, REJECTED: messages.queue.rejected }

export default async function PaymentsPage({ params, searchParams }: Props) {
  const { org } = await params
  const asked = await searchParams
  const ctx = await tenant(org)
  // a link in a mail may be followed after the payment was decided, or by one who lost access: then there is the list
  const linked = asked.payment ? await getPayment(ctx, { payment: asked.payment }).catch(() => null) : null
  const status = paymentStatuses.find((known) => known === asked.status) ?? linked?.status ?? 'PENDING'
  const [page, totals] = await Promise.all([show(listPayments(ctx, { status })), show(paymentTotals(ctx, {}))])
  const { id, locale, timeZone } = ctx.organization
  const waiting = totals.reduce((sum, total) => sum + total.pending, 0)

  return (
    <>
      <PageHeader title={messages.title} actions={<ExportMenu org={org} list="payments" filters={{ status }} />} />
      <QueueSums totals={totals} locale={locale} timeZone={timeZone} />
      <Toolbar>
        <LinkChoices
          label={messages.queue.filter}
          choices={paymentStatuses.map((known) => ({
            href: `/${org}/payments?status=${known}`,
            label: tabs[known],
            count: known === 'PENDING' ? waiting : undefined,
            current: known === status,
          }))}
        />
      </Toolbar>
      <PaymentQueue
        key={status}
        org={org}
        status={status}
        page={page}
        path={`${org}/payments?status=${status}`}
        linked={linked}
        me={ctx.actor.memberId}
        projectChannels={can(ctx, 'tasks.comments.view_internal') ? projectChannel(id, '') : sharedChannel(id, '')}
        locale={locale}
        timeZone={timeZone}
      />
    </>
  )
}
