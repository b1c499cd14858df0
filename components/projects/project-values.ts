import type { FormValue, FormValues } from '@/components/shell/read-form'

type Money = { amount: FormValue; currency: FormValue }

/** The money of the form as the commands expect it; what cannot be read goes as typed, so that the server refuses it. */
const discountOf = (
  kind: FormValue | undefined,
  discount: FormValue,
  currency: FormValue,
): Money | { percent: FormValue } => (kind === 'percent' ? { percent: discount } : { amount: discount, currency })

/** A new project: what was left empty is left out. */
export function newProjectOf(values: FormValues): FormValues {
  const { currency = '', cost = '', discount, discountKind, ...rest } = values
  return {
    ...rest,
    cost: { amount: cost, currency },
    ...(discount !== undefined && discount !== '' && { discount: discountOf(discountKind, discount, currency) }),
  }
}

/**
 * Changes to a project, from a form whose empty controls are null: an emptied discount or tax is none, an emptied share
 * is the organization's again. Without the money in the form it is not touched.
 */
export function changedProjectOf(values: FormValues): FormValues {
  const { currency, cost, discount, discountKind, taxRate, requiredShare, description, ...rest } = values
  const words = { ...rest, description: description ?? '' }
  if (currency === undefined || currency === null) return words
  return {
    ...words,
    cost: { amount: cost ?? '', currency },
    discount:
      discount === null || discount === undefined
        ? { amount: 0, currency }
        : discountOf(discountKind, discount, currency),
    taxRate: taxRate ?? 0,
    requiredShare: requiredShare ?? null,
  }
}
