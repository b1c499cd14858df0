import type { Money } from '@/lib/core/money'
import { writeAmount } from '../ui/minor-units'

/** What `formatMoney` writes, for the browser: without the schemas that stand beside it, and as exact. */
export function moneyText({ amount, currency }: Money, locale: string): string {
  const exact = `${amount < 0 ? '-' : ''}${writeAmount(Math.abs(amount), currency)}`
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(exact as Intl.StringNumericLiteral)
}
