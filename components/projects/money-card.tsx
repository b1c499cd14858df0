import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Progress } from '@/components/ui/progress'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

/** The money of a project: how the price comes about, and how far it is paid. */
export function MoneyCard({
  budget,
  locale,
  payer,
  payHref,
}: {
  budget: NonNullable<Project['budget']>
  locale: string
  /** the reader is the one who pays */
  payer: boolean
  /** where the reader records what they paid; null where they may not */
  payHref?: string | null
}) {
  const { sums, overview } = messages
  const text = (amount: number) => formatMoney({ amount, currency: budget.net.currency }, locale)
  const { cost, discount, taxRate, net, required, requiredShare, verified, pending, outstanding } = budget
  const tax = net.amount - (cost.amount - discount.amount)
  const rate = (label: string, percent: number | null) =>
    percent === null ? label : sums.rated(label, String(percent))
  const toPay = outstanding.amount > 0 ? overview.toPay(text(outstanding.amount)) : overview.paid

  return (
    <Card
      title={overview.money}
      description={payer ? toPay : undefined}
      actions={
        payer &&
        payHref &&
        outstanding.amount > 0 && (
          <ButtonLink href={payHref} variant="primary">
            {overview.recordPayment}
          </ButtonLink>
        )
      }
    >
      <Progress
        label={overview.requiredShare}
        value={Math.min(verified.amount, required.amount)}
        max={required.amount}
        valueText={sums.reached(text(verified.amount), text(required.amount))}
        tone={verified.amount >= required.amount ? 'success' : 'accent'}
      />
      <div className="mt-4 grid items-start gap-x-10 gap-y-4 sm:grid-cols-2">
        <DescriptionList
          items={[
            { label: sums.cost, value: text(cost.amount) },
            {
              label: rate(sums.discount, discount.percent),
              value: discount.amount > 0 ? `−${text(discount.amount)}` : null,
            },
            { label: rate(sums.tax, taxRate), value: taxRate > 0 ? text(tax) : null },
            { label: sums.net, value: <strong className="font-semibold">{text(net.amount)}</strong> },
          ]}
        />
        <DescriptionList
          items={[
            { label: rate(sums.required, requiredShare), value: text(required.amount) },
            { label: sums.verified, value: text(verified.amount) },
            { label: sums.pending, value: text(pending.amount) },
            { label: sums.outstanding, value: <strong className="font-semibold">{text(outstanding.amount)}</strong> },
          ]}
        />
      </div>
    </Card>
  )
}
