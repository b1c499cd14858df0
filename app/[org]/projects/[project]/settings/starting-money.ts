import type { StartingMoney } from '@/components/projects/money-fields'
import type { Project } from '@/lib/projects/show'

/** A project's money as its form starts with it; a share equal to the organization's is left to the organization. */
export const startingMoney = (
  { cost, discount, taxRate, requiredShare }: NonNullable<Project['budget']>,
  organizationShareBp: number,
): StartingMoney => ({
  currency: cost.currency,
  cost: cost.amount,
  discountKind: discount.percent === null ? 'amount' : 'percent',
  discount: discount.percent ?? (discount.amount > 0 ? discount.amount : null),
  taxRate: taxRate > 0 ? taxRate : null,
  requiredShare: Math.round(requiredShare * 100) === organizationShareBp ? null : requiredShare,
})
