import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { WhoSees } from '@/components/access/who-sees'
import { dayText } from '@/components/shell/day-text'
import { moneyText } from '@/components/shell/money-text'
import { DescriptionList } from '@/components/ui/description-list'
import { Link } from '@/components/ui/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { messages, methodWords } from '@/lib/payments/messages'
import type { Payment } from '@/lib/payments/queries'
import { afterPayment } from './after-payment'
import { PaymentStatusPill } from './payment-status-pill'
import { ProofView } from './proof-view'

export type PaymentDetailProps = {
  org: string
  payment: Payment
  /** the reader's own member id */
  me: string | null
  locale: string
  timeZone: string
  /** the buttons that decide */
  actions: ReactNode
}

/** One payment beside its project's sums and its proof, as the one who verifies it weighs them. */
export function PaymentDetail({ org, payment, me, locale, timeZone, actions }: PaymentDetailProps) {
  const { queue, fields } = messages
  const pending = payment.status === 'PENDING'
  const refusal = payment.recordedBy?.id === me && me !== null ? queue.own : queue.notYours
  const time = (value: Date | string) => <RelativeTime value={value} locale={locale} timeZone={timeZone} />
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xl font-semibold tracking-tight text-ink tabular-nums">
            {moneyText(payment.amount, locale)} <PaymentStatusPill status={payment.status} />
          </h2>
          <p className="text-sm text-ink-muted">
            <Link href={`/${org}/projects/${payment.project.key}`} className="text-accent-text hover:underline">
              {payment.project.key} · {payment.project.title}
            </Link>{' '}
            · {payment.client.name}
          </p>
        </div>
        <div className="flex gap-2">
          <WhoSees org={org} type="payment" id={payment.id} seesPeople={payment.recordedBy !== null} />
          {pending && payment.may.verify && actions}
        </div>
      </div>
      {pending && !payment.may.verify && (
        <p className="rounded-md border border-info-line bg-info-soft px-3 py-2 text-sm text-info-text">{refusal}</p>
      )}
      <div className="flex min-w-0 flex-col gap-4 2xl:grid 2xl:grid-cols-2 2xl:items-start">
        <div className="flex min-w-0 flex-col gap-4">
          <DescriptionList
            items={[
              { label: fields.method, value: methodWords[payment.method] },
              { label: fields.reference, value: payment.reference },
              { label: fields.paidOn, value: dayText(payment.paidOn, locale) },
              {
                label: queue.recorded,
                value: (
                  <>
                    {payment.recordedBy && `${payment.recordedBy.name}, `}
                    {time(payment.createdAt)}
                  </>
                ),
              },
              {
                label: queue.decided,
                value: payment.decidedAt && (
                  <>
                    {payment.decidedBy && `${payment.decidedBy.name}, `}
                    {time(payment.decidedAt)}
                  </>
                ),
              },
              { label: queue.reason, value: payment.reason },
              { label: queue.note, value: payment.note && <span className="whitespace-pre-wrap">{payment.note}</span> },
            ]}
          />
          <Sums payment={payment} locale={locale} />
        </div>
        <section aria-label={messages.proof.title}>
          <h3 className="mb-1 text-sm font-semibold text-ink">{messages.proof.title}</h3>
          <ProofView key={payment.id} org={org} payment={payment.id} proof={payment.proof} />
        </section>
      </div>
    </div>
  )
}

function Sums({ payment, locale }: { payment: Payment; locale: string }) {
  const { queue } = messages
  const { totals, amount } = payment
  const pending = payment.status === 'PENDING'
  const text = (minor: number) => moneyText({ amount: minor, currency: amount.currency }, locale)
  const after = afterPayment(totals, amount.amount)
  const rows = [
    { label: queue.net, value: text(totals.net.amount) },
    { label: queue.required, value: text(totals.required.amount) },
    { label: queue.verifiedSoFar, value: text(totals.verified.amount) },
    ...(pending
      ? [
          { label: queue.thisPayment, value: text(amount.amount), strong: true },
          { label: queue.left, value: text(after.left), strong: true },
        ]
      : []),
  ]
  const waits = payment.project.status === 'DRAFT' || payment.project.status === 'AWAITING_PAYMENT'
  return (
    <section aria-label={queue.sumsTitle} className="rounded-lg bg-sunken px-4 py-3 text-sm">
      <h3 className="mb-1 text-sm font-semibold text-ink">{queue.sumsTitle}</h3>
      <dl className="tabular-nums">
        {rows.map((row) => (
          <div key={row.label} className="flex justify-between gap-4 py-0.5">
            <dt className="text-ink-muted">{row.label}</dt>
            <dd className={'strong' in row ? 'font-semibold text-ink' : 'text-ink'}>{row.value}</dd>
          </div>
        ))}
      </dl>
      {pending && after.over > 0 && (
        <p className="mt-2 flex items-start gap-1.5 text-warning-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {queue.over(text(after.over))}
        </p>
      )}
      {pending && waits && (
        <p className="mt-2 flex items-start gap-1.5 text-ink-muted">
          {after.missing === 0 && <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />}
          {after.missing === 0 ? queue.opens : queue.short(text(after.missing))}
        </p>
      )}
    </section>
  )
}
