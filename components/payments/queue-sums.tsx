import { RelativeTime } from '@/components/ui/relative-time'
import { Stat, StatRow } from '@/components/ui/stat'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/payments/messages'

type Totals = {
  currency: string
  pending: number
  pendingMinor: number
  verifiedMonthMinor: number
  oldest: string | null
  decidedToday: number
}

/** What waits and what was verified, per currency; money of different currencies is never added. */
export function QueueSums({
  totals,
  locale,
  timeZone,
}: {
  totals: readonly Totals[]
  locale: string
  timeZone: string
}) {
  const { sums } = messages.queue
  const oldest = totals.flatMap((total) => (total.oldest ? [new Date(total.oldest)] : [])).sort((a, b) => +a - +b)[0]
  return (
    <div className="mb-4">
      <StatRow>
        {totals.map((total) => (
          <Stat
            key={total.currency}
            label={sums.waiting(total.currency)}
            value={formatMoney({ amount: total.pendingMinor, currency: total.currency }, locale)}
            hint={sums.payments(total.pending)}
            tone={total.pending > 0 ? 'warning' : 'default'}
          />
        ))}
        {oldest && (
          <Stat
            label={sums.oldest}
            value={
              <span className="text-md">
                <RelativeTime value={oldest} locale={locale} timeZone={timeZone} />
              </span>
            }
          />
        )}
        {totals.map((total) => (
          <Stat
            key={total.currency}
            label={sums.verifiedMonth(total.currency)}
            value={formatMoney({ amount: total.verifiedMonthMinor, currency: total.currency }, locale)}
          />
        ))}
        <Stat label={sums.decidedToday} value={totals.reduce((sum, total) => sum + total.decidedToday, 0)} />
      </StatRow>
    </div>
  )
}
