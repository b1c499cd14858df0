import type { Metadata } from 'next'
import { RecordPaymentForm } from '@/components/payments/record-payment-form'
import { todayIn } from '@/components/shell/day-text'
import { forbidden } from '@/lib/core/errors'
import { formatMoney } from '@/lib/core/money'
import { refuse } from '@/lib/core/tenant'
import { messages } from '@/lib/payments/messages'
import { readProject } from '../../read-project'

type Props = { params: Promise<{ org: string; project: string }> }

export const metadata: Metadata = { title: messages.recordTitle }

export default async function RecordPaymentPage({ params }: Props) {
  const { org, project: reference } = await params
  const { ctx, project } = await readProject(org, reference)
  if (!project.may.recordPayment) refuse(forbidden('finance.payments.record'), { type: 'project', id: project.id })
  const { locale, timeZone, currency } = ctx.organization
  const { budget } = project
  const missing = budget ? budget.required.amount - budget.verified.amount - budget.pending.amount : 0
  const text = (amount: number) => formatMoney({ amount, currency: budget?.net.currency ?? currency }, locale)

  return (
    <section aria-label={messages.recordTitle}>
      <h2 className="text-md font-semibold text-ink">{messages.recordTitle}</h2>
      <p className="mb-4 text-sm text-ink-muted">{messages.recordText(budget?.net.currency ?? currency)}</p>
      <RecordPaymentForm
        org={org}
        project={project.key}
        currency={budget?.net.currency ?? currency}
        today={todayIn(timeZone)}
        hint={
          budget
            ? missing > 0
              ? messages.stillRequired(text(missing))
              : messages.outstanding(text(budget.outstanding.amount))
            : undefined
        }
      />
    </section>
  )
}
