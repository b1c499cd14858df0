import { moneyText } from '@/components/shell/money-text'
import { messages } from '@/lib/projects/messages'
import { discountTotal, netTotal, type Pricing, requiredTotal } from '@/lib/projects/money'

/** What the typed numbers come to, by the formula the database uses. */
export function MoneyPreview({
  pricing,
  shareBp,
  currency,
  locale,
}: {
  /** null while the cost cannot be read */
  pricing: Pricing | null
  shareBp: number
  currency: string
  locale: string
}) {
  const text = (amount: number) => moneyText({ amount, currency }, locale)
  const { sums, form } = messages
  if (!pricing || discountTotal(pricing) > pricing.costMinor)
    return (
      <output aria-label={form.preview} className="block rounded-lg bg-sunken px-4 py-3 text-sm text-ink-faint">
        {form.previewEmpty}
      </output>
    )
  const discount = discountTotal(pricing)
  const net = netTotal(pricing)
  const required = requiredTotal(net, shareBp)
  return (
    <output aria-label={form.preview} className="block rounded-lg bg-sunken px-4 py-3 text-sm tabular-nums">
      <span className="flex justify-between gap-4 font-medium text-ink">
        {sums.net} <span>{text(net)}</span>
      </span>
      <span className="block text-xs text-ink-muted">
        {sums.formula(text(pricing.costMinor), text(discount), text(net - pricing.costMinor + discount), text(net))}
      </span>
      <span className="mt-2 flex justify-between gap-4 font-medium text-ink">
        {sums.required} <span>{text(required)}</span>
      </span>
      <span className="block text-xs text-ink-muted">
        {sums.requiredFormula(text(net), String(shareBp / 100), text(required))}
      </span>
    </output>
  )
}
