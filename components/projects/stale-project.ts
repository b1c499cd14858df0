import { moneyText } from '@/components/shell/money-text'
import type { Compared } from '@/components/shell/stale-comparison'
import { messages } from '@/lib/projects/messages'
import type { StartingMoney } from './money-fields'

type Theirs = { title: string; description: string; startsOn: string | null; dueOn: string | null }
type Amount = { amount: number; currency: string }
type Yours = Partial<Omit<Theirs, never>> & {
  cost?: Amount
  discount?: Amount | { percent: number }
  taxRate?: number
  requiredShare?: number | null
}

/** Both versions of a project as words, field by field. */
export function comparedProjects(
  theirs: Theirs,
  money: StartingMoney | null,
  yours: Yours,
  locale: string,
): Compared[] {
  const { form } = messages
  const percent = (value: number | null | undefined) => (value === null || value === undefined ? '' : `${value} %`)
  // what could not be read as an amount is refused by the server; here it is shown as typed
  const amount = (value: Amount | undefined) =>
    value && Number.isSafeInteger(value.amount) ? moneyText(value, locale) : String(value?.amount ?? '')
  const discount = (value: Yours['discount']) => (value && 'percent' in value ? percent(value.percent) : amount(value))
  const { currency } = money ?? { currency: 'EUR' }
  return [
    { label: form.title, theirs: theirs.title, yours: yours.title ?? '' },
    { label: form.description, theirs: theirs.description, yours: yours.description ?? '' },
    ...(money && yours.cost
      ? [
          { label: form.cost, theirs: amount({ amount: money.cost ?? 0, currency }), yours: amount(yours.cost) },
          {
            label: form.discount,
            theirs: discount(
              money.discountKind === 'percent'
                ? { percent: money.discount ?? 0 }
                : { amount: money.discount ?? 0, currency },
            ),
            yours: discount(yours.discount),
          },
          { label: form.taxRate, theirs: percent(money.taxRate ?? 0), yours: percent(yours.taxRate) },
          { label: form.requiredShare, theirs: percent(money.requiredShare), yours: percent(yours.requiredShare) },
        ]
      : []),
    { label: form.startsOn, theirs: theirs.startsOn ?? '', yours: yours.startsOn ?? '' },
    { label: form.dueOn, theirs: theirs.dueOn ?? '', yours: yours.dueOn ?? '' },
  ]
}
