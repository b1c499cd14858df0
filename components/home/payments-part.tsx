import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, StatRow } from '@/components/ui/stat'
import { Table } from '@/components/ui/table'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/home/messages'
import type { HomePart } from '@/lib/home/page'
import { More, Nothing, type Reader } from './parts'

/** The verifier's day: what waits, the oldest first, with its sums and age; what was decided, and how fast. */
export function VerifierPart({ part, reader }: { part: HomePart<'verifier'>; reader: Reader }) {
  const { totals, queue, hours } = part
  const { org, locale } = reader
  const words = messages.payments
  const decided = totals.reduce((sum, { decidedToday }) => sum + decidedToday, 0)
  return (
    <>
      <StatRow>
        {totals.map(({ currency, pending, pendingMinor, oldest }) => (
          <Stat
            key={currency}
            label={messages.money.toVerify}
            value={formatMoney({ amount: pendingMinor, currency }, locale)}
            hint={oldest ? <RelativeTime value={new Date(oldest).toISOString()} /> : messages.money.payments(pending)}
            href={`/${org}/payments`}
            tone={pending > 0 ? 'warning' : 'default'}
          />
        ))}
        <Stat label={words.decidedToday} value={decided} href={`/${org}/payments?status=VERIFIED`} />
        <Stat label={words.time} value={hours === null ? '–' : words.hours(hours)} hint={words.timeHint} />
      </StatRow>
      <Card title={words.title} actions={<More href={`/${org}/payments`} />} flush>
        {queue.items.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <Table
            caption={words.caption}
            rows={queue.items}
            rowKey={(payment) => payment.id}
            rowHref={(payment) => `/${org}/payments?payment=${payment.id}`}
            columns={[
              {
                id: 'project',
                header: words.project,
                cell: ({ project }) => `${project.key} ${project.title}`,
              },
              {
                id: 'amount',
                header: words.amount,
                align: 'end',
                width: '9rem',
                cell: (payment) => formatMoney(payment.amount, locale),
              },
              {
                id: 'verified',
                header: words.verified,
                align: 'end',
                width: '13rem',
                wideOnly: true,
                cell: ({ totals: { verified, required } }) =>
                  `${formatMoney(verified, locale)} / ${formatMoney(required, locale)}`,
              },
              {
                id: 'recorded',
                header: words.recorded,
                width: '8rem',
                cell: (payment) => <RelativeTime value={payment.createdAt.toISOString()} />,
              },
            ]}
          />
        )}
      </Card>
    </>
  )
}
