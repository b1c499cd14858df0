import { StatusPill, type StatusShape, type Tone } from '@/components/ui/status-pill'
import { paymentStatusWords } from '@/lib/payments/messages'
import type { PaymentStatus } from '@/lib/payments/schema'

const looks: Record<PaymentStatus, [StatusShape, Tone]> = {
  PENDING: ['waiting', 'warning'],
  VERIFIED: ['done', 'success'],
  REJECTED: ['ended', 'danger'],
}

/** What became of a payment, by shape, word and colour. */
export function PaymentStatusPill({ status }: { status: PaymentStatus }) {
  const [shape, tone] = looks[status]
  return (
    <StatusPill shape={shape} tone={tone}>
      {paymentStatusWords[status]}
    </StatusPill>
  )
}
