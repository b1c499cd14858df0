/** The one formula of a project's money, in minor units, as the database's generated columns compute it. */

export type Pricing = { costMinor: number; discountMinor: number; discountBp: number | null; taxBp: number }

/** Half away from zero, like PostgreSQL's round(numeric); exact for every safe integer. */
const share = (minor: number, bp: number): number => Number((BigInt(minor) * BigInt(bp) * 2n + 10_000n) / 20_000n)

export const discountTotal = ({ costMinor, discountMinor, discountBp }: Pricing): number =>
  discountBp === null ? discountMinor : share(costMinor, discountBp)

/** cost − discount + tax on what is left. */
export const netTotal = (pricing: Pricing): number => {
  const taxed = pricing.costMinor - discountTotal(pricing)
  return taxed + share(taxed, pricing.taxBp)
}

/** What must be verified before work may start; rounded up, so that a cent short is short. */
export const requiredTotal = (net: number, requiredShareBp: number): number =>
  Number((BigInt(net) * BigInt(requiredShareBp) + 9_999n) / 10_000n)
