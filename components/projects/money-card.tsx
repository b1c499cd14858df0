import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Progress } from '@/components/ui/progress'
import { formatMoney } from '@/lib/core/money'
import { messages } from '@/lib/projects/messages'
import type { Project } from '@/lib/projects/show'

/** The money of a project: how the price comes about, and how far it is paid. */
export function MoneyCard({ budget, locale }: { budget: NonNullable<Project['budget']>; locale: string }) {
  const { sums, overview } = messages
  const text = (amount: number) => formatMoney({ amount, currency: budget.net.currency }, locale)
  const { cost, discount, taxRate, net, required, requiredShare, verified, pending, outstanding } = budget
  const tax = net.amount - (cost.amount - discount.amount)
  const aside = (words: string) => <span className="ml-2 text-xs whitespace-nowrap text-ink-faint">{words}</span>

  return (
    <Card title={overview.money}>
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
              label: sums.discount,
              value: discount.amount > 0 && (
                <>
                  −{text(discount.amount)}
                  {discount.percent !== null && aside(sums.percent(String(discount.percent)))}
                </>
              ),
            },
            {
              label: sums.tax,
              value: taxRate > 0 && (
                <>
                  {text(tax)}
                  {aside(sums.percent(String(taxRate)))}
                </>
              ),
            },
            { label: sums.net, value: <strong className="font-semibold">{text(net.amount)}</strong> },
          ].map((item) => ({ ...item, value: item.value || null }))}
        />
        <DescriptionList
          items={[
            {
              label: sums.required,
              value: (
                <>
                  {text(required.amount)}
                  {aside(sums.percent(String(requiredShare)))}
                </>
              ),
            },
            { label: sums.verified, value: text(verified.amount) },
            { label: sums.pending, value: text(pending.amount) },
            { label: sums.outstanding, value: <strong className="font-semibold">{text(outstanding.amount)}</strong> },
          ]}
        />
      </div>
    </Card>
  )
}
