import { moneyText } from '@/components/shell/money-text'
import { classNames } from '@/components/ui/class-names'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { messages } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'
import { PaymentStatusPill } from './payment-status-pill'

type QueueListProps = {
  payments: readonly Payment[]
  selected: string | null
  addressOf: (payment: string) => string
  onSelect: (payment: string) => void
  locale: string
  timeZone: string
}

/** Payments, the oldest first; the chosen one is marked. */
export function QueueList({ payments, selected, addressOf, onSelect, locale, timeZone }: QueueListProps) {
  return (
    <ul aria-label={messages.queue.list} className="divide-y">
      {payments.map((payment) => (
        <li key={payment.id}>
          <Link
            href={addressOf(payment.id)}
            aria-current={payment.id === selected ? 'true' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return
              event.preventDefault()
              onSelect(payment.id)
            }}
            className={classNames(
              'block px-4 py-2.5 text-sm -outline-offset-2 hover:bg-hover',
              payment.id === selected && 'lg:bg-accent-soft lg:hover:bg-accent-soft',
            )}
          >
            <span className="flex items-baseline justify-between gap-3">
              <span className="font-semibold text-ink tabular-nums">{moneyText(payment.amount, locale)}</span>
              <span className="text-xs text-ink-faint">
                <RelativeTime value={payment.decidedAt ?? payment.createdAt} locale={locale} timeZone={timeZone} />
              </span>
            </span>
            <span className="flex items-center justify-between gap-3">
              <span className="min-w-0 truncate text-ink-muted">
                <span className="font-mono text-xs">{payment.project.key}</span> {payment.client.name}
              </span>
              {payment.status !== 'PENDING' && <PaymentStatusPill status={payment.status} />}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
